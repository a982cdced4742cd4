using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>Repeats a run: same input versions, definition and config, in a folder of that run. Nothing is published or counted; what it made is compared.</summary>
internal sealed class ReplayExecution(WorkspaceContext workspace, ActiveRuns active, Action<PlanProgress> report)
{
    /// <summary>Repeats a run.</summary>
    /// <exception cref="RunNotFoundException">There is no such run.</exception>
    /// <exception cref="ReplayRefusedException">It cannot be repeated exactly.</exception>
    /// <exception cref="FlowBusyException">The flow is running.</exception>
    public async Task<PlanResult> RunAsync(Guid run, CancellationToken cancellation)
    {
        var snapshot = new WorkspaceSnapshot(workspace);
        var repeated = Find(snapshot, run);
        new ReplayStage(workspace, snapshot, repeated).Check();
        var row = snapshot.Flow(repeated.Key);
        var instance = snapshot.InstanceOf(repeated.Key);
        using var flowLock = FlowLock.TryAcquire(workspace, instance, repeated.Flow, out var owner, cancellation) ?? throw new FlowBusyException(snapshot.NameOf(repeated.Key), owner);
        var time = new EvaluationTime(workspace.Time.GetUtcNow(), repeated.AsOf);
        var states = snapshot.States(time);
        var step = new OptPlanStep { Instance = instance.Name, Flow = repeated.Flow, Batch = 0, Action = PlanAction.Run, Status = states[repeated.Key].Status };
        report(new PlanProgress { Kind = PlanProgressKind.Planned, Plan = [step] });
        using var jobs = new JobPool(1, () => { });
        using var job = jobs.TryTake()!;
        var claim = new Claim(flowLock, job, news => report(new PlanProgress { Kind = news.Kind, Step = step with { Run = news.Run }, Percent = news.Percent, Text = news.Text }), _ => { });
        var due = new DueFlow(snapshot, row, states[repeated.Key].Facts, states[repeated.Key], []) { Repeats = repeated };
        var settings = new RunSettings { DefaultOverlap = OverlapPolicy.Fail, Trigger = TriggerKind.Replay, Time = time, Forced = new HashSet<FlowKey>() };
        var outcome = await new RunExecution(workspace, due, claim, new PublishedData(workspace), active, settings).RunAsync(cancellation).ConfigureAwait(false);
        step = step with { Outcome = outcome.Outcome, Run = outcome.Run, Duration = outcome.Duration, ErrorType = outcome.ErrorType, Message = outcome.Message };
        report(new PlanProgress { Kind = PlanProgressKind.Finished, Plan = [step] });
        return new PlanResult([step], cancellation.IsCancellationRequested);
    }

    private RunRecord Find(WorkspaceSnapshot snapshot, Guid run) =>
        workspace.Registry.Runs(new RunQuery { IdPrefix = run.ToString("D"), Limit = 1 }) is [var row]
        && snapshot.Find(row.Key.Instance) is { } instance
        && DocumentFile.TryRead(workspace.PathsOf(instance.Directory).RunRecord(run), DocumentJson.Default.RunRecord) is { } record
            ? record
            : throw new RunNotFoundException(run.ToString("D"), "'optaic runs list' shows the newest");
}
