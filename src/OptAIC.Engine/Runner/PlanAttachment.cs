using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Runner;

/// <summary>Follows a plan that another process runs, to its end. Who follows owns nothing: to stop following stops nothing else.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="plan">The log of the plan.</param>
internal sealed class PlanAttachment(WorkspaceContext workspace, string plan)
{
    private static readonly string Marker = Encoding.UTF8.GetString(OutputProtocol.Marker);

    private const int LastLines = 10;

    private readonly Dictionary<Guid, (OptPlanStep Step, RunLogTail Log)> _running = [];

    /// <summary>The plan that a run belongs to; <c>null</c> when nothing is kept of it.</summary>
    public static PlanAttachment? ToRun(WorkspaceContext workspace, RunRecord run) =>
        PlanLog.PathOf(workspace.Paths, run.Runner) is var path && File.Exists(path) ? new(workspace, path) : null;

    /// <summary>The newest plan under way that has yet to see to a flow; <c>null</c> when there is none.</summary>
    public static PlanAttachment? ToFlow(WorkspaceContext workspace, string instance, Model.FlowKind flow) =>
        new DirectoryInfo(workspace.Paths.Plans) is { Exists: true } plans
        && plans.EnumerateFiles("*.jsonl").OrderByDescending(p => p.LastWriteTimeUtc).Select(p => p.FullName).FirstOrDefault(p => IsExpected(p, instance, flow)) is { } path
            ? new(workspace, path)
            : null;

    /// <summary>The plan with an id, or the newest whose id begins so; <c>null</c> when nothing is kept of it.</summary>
    public static PlanAttachment? ToPlan(WorkspaceContext workspace, string id) =>
        new DirectoryInfo(workspace.Paths.Plans) is { Exists: true } plans
        && plans.EnumerateFiles("*.jsonl").OrderByDescending(p => p.LastWriteTimeUtc).Select(p => p.FullName).FirstOrDefault(p => HasId(p, id)) is { } path
            ? new(workspace, path)
            : null;

    /// <summary>Whether its runner is at work.</summary>
    public bool IsUnderWay => PlanFollower.RunnerOf(plan) is { } runner && PlanLog.MayGrow(runner);

    /// <summary>Tells the news so far, then those that come.</summary>
    /// <param name="progress">Told the news.</param>
    /// <param name="withLogs">Whether to tell what the runs say, too.</param>
    /// <param name="cancellation">Ends the following; the plan goes on.</param>
    /// <returns>What became of the plan.</returns>
    /// <exception cref="RunnerFailedException">It ended without a result.</exception>
    public async Task<PlanResult> FollowAsync(IProgress<PlanProgress>? progress, bool withLogs, CancellationToken cancellation)
    {
        var isPast = true;
        await foreach (var messages in PlanFollower.FollowAsync(plan, cancellation).ConfigureAwait(false))
        {
            // Of what was over before this began, no lines are shown.
            var over = isPast ? messages.Select(m => m.Progress).Where(p => p?.Kind == PlanProgressKind.Ended).Select(p => p!.Step?.Run).ToHashSet() : [];
            foreach (var message in messages)
            {
                if (message.Result is { } result)
                {
                    progress?.Report(new PlanProgress { Kind = PlanProgressKind.Finished, Plan = result.Steps });
                    return new PlanResult(result.Steps, result.Cancelled);
                }

                if (message.Error is { } error)
                {
                    throw RunnerClient.Exception(error);
                }

                if (message.Progress is { } news)
                {
                    Tell(news, progress, withLogs && !over.Contains(news.Step?.Run) ? progress : null, isPast);
                }
            }

            TellLogs(withLogs ? progress : null);
            isPast = false;
        }

        throw new OperationCanceledException(cancellation);
    }

    private static bool HasId(string path, string id) =>
        PlanFollower.Head(path, 2).Any(m => m.Progress?.PlanId?.ToString("D").StartsWith(id, StringComparison.OrdinalIgnoreCase) == true);

    private static bool IsExpected(string path, string instance, Model.FlowKind flow)
    {
        if (PlanFollower.RunnerOf(path) is not { } runner || !PlanLog.MayGrow(runner))
        {
            return false;
        }

        var (planned, ended) = (false, false);
        foreach (var news in PlanFollower.All(path).Select(m => m.Progress).OfType<PlanProgress>())
        {
            planned |= news.Plan?.Any(s => Is(s) && s.Action is Planning.PlanAction.Run or Planning.PlanAction.Wait) == true;
            ended |= news is { Kind: PlanProgressKind.Ended, Step: { } step } && Is(step);
        }

        return planned && !ended;

        bool Is(OptPlanStep step) => step.Flow == flow && step.Instance == instance;
    }

    private void Tell(PlanProgress news, IProgress<PlanProgress>? progress, IProgress<PlanProgress>? logs, bool isPast)
    {
        if (news is { Kind: PlanProgressKind.Ended, Step.Run: { } ended } && _running.Remove(ended, out var last))
        {
            TellLog(last.Step, last.Log, logs);
        }

        progress?.Report(news);
        if (logs is not null && news is { Kind: PlanProgressKind.Started, Step: { Run: { } began } step }
            && !_running.ContainsKey(began)
            && workspace.Registry.Runs(new RunQuery { IdPrefix = began.ToString("D"), Limit = 1 }) is [var row]
            && workspace.Registry.Instance(row.Key.Instance) is { } instance)
        {
            _running.Add(began, (step, LogOf(workspace.PathsOf(instance.Directory), began, isPast, logs, step)));
        }
    }

    private void TellLogs(IProgress<PlanProgress>? logs)
    {
        foreach (var (step, log) in _running.Values)
        {
            TellLog(step, log, logs);
        }
    }

    // Of what has been running for a while, the last lines are enough to begin with.
    private static RunLogTail LogOf(InstancePaths paths, Guid run, bool isUnderWay, IProgress<PlanProgress> logs, OptPlanStep step)
    {
        var log = new RunLogTail(paths, run, RunLogNames.Stdout, RunLogNames.Stderr);
        foreach (var line in isUnderWay ? Shown(log).TakeLast(LastLines) : [])
        {
            logs.Report(new PlanProgress { Kind = PlanProgressKind.Log, Step = step, Text = line });
        }

        return log;
    }

    private static IEnumerable<string> Shown(RunLogTail log) => log.Read().Where(l => !l.StartsWith(Marker, StringComparison.Ordinal));

    private static void TellLog(OptPlanStep step, RunLogTail log, IProgress<PlanProgress>? logs)
    {
        foreach (var line in Shown(log))
        {
            logs?.Report(new PlanProgress { Kind = PlanProgressKind.Log, Step = step, Text = line });
        }
    }
}
