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
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>Sees to one flow of a plan: takes its guard, looks again whether it has to run, and runs it.</summary>
internal sealed class FlowExecution(WorkspaceContext workspace, WorkspaceSnapshot snapshot, PublishedData published, ActiveRuns active, RunSettings settings)
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Sees to the flow.</summary>
    /// <param name="step">What the plan says of it.</param>
    /// <param name="upstreams">Its direct upstreams as they are now.</param>
    /// <param name="job">Its right to work; given back while it waits.</param>
    /// <param name="report">Told the news.</param>
    /// <param name="settled">Told the outcome of the run as soon as it is written down.</param>
    /// <param name="cancellation">Cancels the run.</param>
    public async Task<FlowOutcome> RunAsync(
        PlannedFlow step, UpstreamState[] upstreams, JobPool.Job job, Action<FlowNews> report, Action<FlowOutcome> settled, CancellationToken cancellation)
    {
        var instance = snapshot.InstanceOf(step.Flow);
        var overlap = settings.PolicyOf(snapshot.Flow(step.Flow).Policy).Overlap ?? settings.DefaultOverlap;
        var (flowLock, owner, hasWaited) = await AcquireAsync(step, instance, overlap, job, report, cancellation).ConfigureAwait(false);
        if (flowLock is null)
        {
            var busy = $"busy: {owner ?? "another process is just taking it"}";
            if (settings.Claims.TryGetValue(step.Flow, out var claimed))
            {
                ClaimedRun.Withdraw(workspace, instance, claimed, new RunError(ClaimedRun.Skipped, busy));
            }
            else if (overlap == OverlapPolicy.Skip)
            {
                workspace.Activity.Append("flow.skipped", snapshot.NameOf(step.Flow), ("reason", busy));
            }

            return new FlowOutcome(overlap == OverlapPolicy.Fail ? StepOutcome.Busy : StepOutcome.Skipped, null, Message: busy);
        }

        using (flowLock)
        {
            await job.ResumeAsync(cancellation).ConfigureAwait(false);
            return await RunUnderLockAsync(step, instance, upstreams, hasWaited && overlap == OverlapPolicy.Join, new Claim(flowLock, job, report, settled), cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(FlowLock? Lock, string? Owner, bool HasWaited)> AcquireAsync(
        PlannedFlow step, InstanceRow instance, OverlapPolicy overlap, JobPool.Job job, Action<FlowNews> report, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        FlowQueue? queue = overlap == OverlapPolicy.Queue && FlowQueue.IsWaitedFor(paths, step.Flow.Flow) ? FlowQueue.Join(paths, step.Flow.Flow) : null;
        try
        {
            for (var hasWaited = false; ; hasWaited = true)
            {
                string? owner = null;
                if (queue?.IsFirst() != false && FlowLock.TryAcquire(workspace, instance, step.Flow.Flow, out owner, cancellation) is { } flowLock)
                {
                    return (flowLock, null, hasWaited);
                }

                if (overlap is OverlapPolicy.Fail or OverlapPolicy.Skip)
                {
                    return (null, owner, hasWaited);
                }

                queue ??= overlap == OverlapPolicy.Queue ? FlowQueue.Join(paths, step.Flow.Flow) : null;
                if (!hasWaited)
                {
                    job.Pause();
                    report(new FlowNews(PlanProgressKind.Waiting, Text: overlap == OverlapPolicy.Queue ? $"waits for its turn: {owner}" : $"waits for the end of {owner}"));
                }

                await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            queue?.Dispose();
        }
    }

    private async Task<FlowOutcome> RunUnderLockAsync(PlannedFlow step, InstanceRow planned, UpstreamState[] upstreams, bool joins, Claim claim, CancellationToken cancellation)
    {
        // What was true when the plan was made may have changed while the guard was waited for.
        if (workspace.Registry.Instance(step.Flow.Instance) is not { } instance)
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: $"{planned.Name} has been removed");
        }

        if (!instance.Upstream.ToHashSet().SetEquals(planned.Upstream))
        {
            return new FlowOutcome(StepOutcome.NotRun, null, Message: $"{planned.Name} got other upstreams after this was planned; start it again");
        }

        // What was claimed may have been started by somebody else, or withdrawn.
        var claimed = settings.Claims.TryGetValue(step.Flow, out var claimedRun) ? ClaimedRun.Read(workspace, instance, claimedRun) : null;
        if (claimed is null && settings.Claims.ContainsKey(step.Flow))
        {
            return new FlowOutcome(StepOutcome.Skipped, null, Message: $"run {claimedRun:D} has been started already");
        }

        var row = instance.Flows.First(f => f.Key == step.Flow);
        var current = Now(planned, instance);
        row = row with { Policy = current.Flow(step.Flow).Policy };
        var sides = new SideVersions(workspace, settings.Time);
        var isSide = sides.IsSide(row);
        var facts = sides.Facts(row, instance.Directory, current.Facts(row));
        var state = FlowStatusRules.Evaluate(facts, upstreams, settings.Time, settings.AcceptDelayed);
        var forced = settings.Forced.Contains(step.Flow);
        if ((forced || claimed is not null) && joins && row.LastCompleted is { } joined && joined.RunId != snapshot.Flow(step.Flow).LastCompleted?.RunId)
        {
            var message = $"joined run {joined.RunId:D}, which has completed";
            if (claimed is not null)
            {
                ClaimedRun.Withdraw(workspace, instance, claimed.Id, new RunError(ClaimedRun.Skipped, message));
            }

            return new FlowOutcome(StepOutcome.Skipped, facts, Message: message);
        }

        // One that was asked for as of an earlier day is made, however fresh the current version is, unless that of the day is there.
        var isAsked = isSide && settings.AsOfOnly.Contains(step.Flow) && sides.Made(row, instance.Directory) is null;
        if (!forced && !isAsked && claimed is null && state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed)
        {
            return new FlowOutcome(StepOutcome.Skipped, facts, Message: state.Status == FlowStatus.Ready ? "already ready" : state.Reasons[0].Detail);
        }

        if (!forced && state.UpstreamBlocker is { } blocker)
        {
            return new FlowOutcome(StepOutcome.NotRun, facts, Message: $"{snapshot.NameOf(blocker.Root.Flow)}: {blocker.Root.Detail}") { BecauseOf = blocker.Root.Flow };
        }

        var due = new DueFlow(current, row, facts, state, upstreams, forced) { IsSide = isSide, Claimed = claimed, Session = settings.SessionOf(step.Flow) };
        return await new RunExecution(workspace, due, claim, published, active, settings).RunAsync(cancellation).ConfigureAwait(false);
    }

    // A config that was changed after the plan was made, its own or that of a part it shares, is the one that runs and that the run records.
    private WorkspaceSnapshot Now(InstanceRow planned, InstanceRow now)
    {
        var isAsPlanned = planned.Generation == now.Generation
            && now.Parts.Where(p => p.Shared).All(p => workspace.Registry.Instance(p.Instance)?.Generation == snapshot.Find(p.Instance)?.Generation);
        return isAsPlanned ? snapshot : new WorkspaceSnapshot(workspace);
    }
}

/// <summary>A flow that has been found to have to run.</summary>
/// <param name="Snapshot">The workspace in which that was found.</param>
/// <param name="Row">The flow.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="State">Its status.</param>
/// <param name="Upstreams">Its direct upstreams.</param>
/// <param name="IsForced">Whether it runs whatever its status.</param>
internal sealed record DueFlow(WorkspaceSnapshot Snapshot, FlowRow Row, FlowFacts Facts, FlowState State, UpstreamState[] Upstreams, bool IsForced = false)
{
    /// <summary>Whether it makes a version beside the current one.</summary>
    public bool IsSide { get; init; }

    /// <summary>The run that is claimed for it.</summary>
    public RunRecord? Claimed { get; init; }

    /// <summary>The session in which its notebook is worked on.</summary>
    public InteractiveSession? Session { get; init; }

    /// <summary>The run that it repeats.</summary>
    public RunRecord? Repeats { get; init; }

    public InstanceRow Instance => Snapshot.InstanceOf(Row.Key);
}

/// <summary>What a flow that is to run has in its hands.</summary>
/// <param name="Lock">Its guard.</param>
/// <param name="Job">Its right to work.</param>
/// <param name="Report">Told the news.</param>
/// <param name="Settled">Told the outcome of the run as soon as it is written down.</param>
internal sealed record Claim(FlowLock Lock, JobPool.Job Job, Action<FlowNews> Report, Action<FlowOutcome> Settled);
