using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>Finds the plan that somebody wants to follow, by a flow or a run of it, and follows it.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="runs">Its runs.</param>
internal sealed class FlowAttachment(WorkspaceContext workspace, RunFacade runs)
{
    // Ids begin with the time: fewer characters would mean runs and plans alike.
    private const int ShortestPlan = 14;

    /// <summary>Follows what runs a flow, or ran it last.</summary>
    /// <param name="target">A flow, or a run by what <see cref="RunFacade.Get"/> takes.</param>
    /// <param name="withLogs">Whether to tell what the runs say, too.</param>
    /// <param name="progress">Told the news so far, then those that come.</param>
    /// <param name="cancellation">Ends the following, and nothing else.</param>
    public Task<PlanResult> FollowAsync(FlowTarget target, bool withLogs, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        if (Flow(snapshot, target) is { } flow)
        {
            return UnderWay(snapshot, flow) is { } underWay ? underWay.FollowAsync(progress, withLogs, cancellation) : FollowRunAsync(snapshot, target, withLogs, progress, cancellation);
        }

        return Plan(target) is { } plan ? plan.FollowAsync(progress, withLogs, cancellation) : FollowRunAsync(snapshot, target, withLogs, progress, cancellation);
    }

    private PlanAttachment? Plan(FlowTarget target) =>
        target.Flow is null && target.Instance.Length >= ShortestPlan && target.Instance.All(c => char.IsAsciiHexDigit(c) || c == '-')
            ? PlanAttachment.ToPlan(workspace, target.Instance)
            : null;

    private static FlowKey? Flow(WorkspaceSnapshot snapshot, FlowTarget target)
    {
        // Of an instance with several flows the one that runs is meant.
        if (target.Flow is null && snapshot.Find(target.Instance)?.Flows.FirstOrDefault(f => f.ActiveRun is not null) is { } running)
        {
            return running.Key;
        }

        try
        {
            return FlowTargets.Resolve(snapshot, target);
        }
        catch (InstanceNotFoundException) when (target.Flow is null)
        {
            return null;
        }
    }

    private PlanAttachment? UnderWay(WorkspaceSnapshot snapshot, FlowKey flow)
    {
        if (snapshot.Flow(flow).ActiveRun is { } run && Record(snapshot, flow, run) is { } record && PlanAttachment.ToRun(workspace, record) is { IsUnderWay: true } plan)
        {
            return plan;
        }

        return PlanAttachment.ToFlow(workspace, snapshot.InstanceOf(flow).Name, flow.Flow);
    }

    private Task<PlanResult> FollowRunAsync(WorkspaceSnapshot snapshot, FlowTarget target, bool withLogs, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        var run = Flow(snapshot, target) is not { } flow ? runs.Get(target.Instance)
            : runs.List(new RunFilter { Instance = snapshot.InstanceOf(flow).Name, Flow = flow.Flow, Limit = 1 }) is [var last] ? last
            : throw new RunNotFoundException(target.Instance, $"{snapshot.NameOf(flow)} has not been run yet, and no plan under way has it");
        return Record(snapshot, new FlowKey(run.InstanceId, run.Flow), run.Id) is { } record && PlanAttachment.ToRun(workspace, record) is { } plan
            ? plan.FollowAsync(progress, withLogs, cancellation)
            : FollowAloneAsync(run, progress, cancellation);
    }

    // Nothing is kept of its plan any more.
    private async Task<PlanResult> FollowAloneAsync(OptRun run, IProgress<PlanProgress>? progress, CancellationToken cancellation)
    {
        var step = new OptPlanStep { Instance = run.Instance, Flow = run.Flow, Batch = 0, Action = PlanAction.Run, Status = FlowStatus.Running, Run = run.Id };
        progress?.Report(new PlanProgress { Kind = PlanProgressKind.Planned, Plan = [step] });
        progress?.Report(new PlanProgress { Kind = PlanProgressKind.Started, Step = step, At = run.StartedAt });
        run = await runs.WaitAsync(run.Id.ToString("D"), cancellation: cancellation).ConfigureAwait(false);
        step = step with
        {
            Outcome = run.Status switch { RunStatus.Completed => StepOutcome.Completed, RunStatus.Cancelled => StepOutcome.Cancelled, _ => StepOutcome.Failed },
            Duration = run.EndedAt - run.StartedAt,
            ErrorType = run.ErrorType,
            Message = run.Error,
        };
        progress?.Report(new PlanProgress { Kind = PlanProgressKind.Ended, Step = step });
        return new PlanResult([step], Cancelled: run.Status == RunStatus.Cancelled);
    }

    private static RunRecord? Record(WorkspaceSnapshot snapshot, FlowKey flow, Guid run) =>
        snapshot.Find(flow.Instance) is { } instance && BeginningRun.IsWritten(snapshot.PathsOf(instance.Id), run)
            ? DocumentFile.TryRead(snapshot.PathsOf(instance.Id).RunRecord(run), DocumentJson.Default.RunRecord)
            : null;
}
