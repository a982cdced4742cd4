using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Execution;

/// <summary>Stops a flow's run: asks its runner, waits, and ends the runner by force when it does not answer.</summary>
internal static class FlowStop
{
    private static readonly TimeSpan DefaultPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Stops what a flow runs, and those that wait for their turn.</summary>
    public static async Task<StoppedFlow> StopAsync(WorkspaceContext workspace, FlowLook look, FlowKey flow, TimeSpan? patience, CancellationToken cancellation)
    {
        // They would begin as soon as the run has ended.
        FlowQueue.Clear(look.Snapshot.PathsOf(flow.Instance), flow.Flow);
        // Asked anew: the look may be a moment older than a run.
        return workspace.Registry.Flow(flow)?.ActiveRun is { } run ? await StopRunAsync(workspace, look.Snapshot, flow, run, patience, cancellation).ConfigureAwait(false)
            : look.Snapshot.Flow(flow).ActiveRun is null ? new StoppedFlow(FlowObjects.Flow(look.Snapshot, look.States[flow]), null, "idle")
            : Result(workspace, flow, null, "idle");
    }

    /// <summary>Stops a run of a flow, and no other.</summary>
    public static async Task<StoppedFlow> StopRunAsync(WorkspaceContext workspace, WorkspaceSnapshot snapshot, FlowKey flow, Guid run, TimeSpan? patience, CancellationToken cancellation)
    {
        var instance = snapshot.InstanceOf(flow);
        if (Look() is ActiveRun.Ended or ActiveRun.NeverBegan)
        {
            return Result(workspace, flow, null, "idle");
        }

        if (Look() is ActiveRun.Claimed)
        {
            ClaimedRun.Stop(workspace, instance, run);
            return Result(workspace, flow, run, "stopped");
        }

        if (Look() is ActiveRun.Alive { State: not OwnerState.Alive } elsewhere)
        {
            throw new RunsElsewhereException(snapshot.NameOf(flow), elsewhere.Owner.Host, FlowOwner.Describe(elsewhere.Owner));
        }

        if (Look() is ActiveRun.Alive)
        {
            var request = new StopRequest { RunId = run, By = workspace.Actor, RequestedAt = workspace.Time.GetUtcNow() };
            DocumentFile.Write(snapshot.PathsOf(instance.Id).StopRequest(flow.Flow, instance.Flows.Count == 1), request, DocumentJson.Default.StopRequest, Durability.Knowledge);
            var deadline = Environment.TickCount64 + (long)(patience ?? DefaultPatience).TotalMilliseconds;
            while (Look() is ActiveRun.Alive && Environment.TickCount64 < deadline)
            {
                await Task.Delay(BetweenLooks, cancellation).ConfigureAwait(false);
            }

            if (Look() is not ActiveRun.Alive stubborn)
            {
                return Look() is ActiveRun.Lost ? Settle() : Result(workspace, flow, run, "stopped");
            }

            await EndByForceAsync(stubborn.Owner).ConfigureAwait(false);
        }

        return Settle();

        // An owner that runs something else by now has ended this run, or the run would not have been written over.
        ActiveRun Look() => ActiveRun.Look(snapshot.PathsOf(instance.Id), flow.Flow, instance.Flows.Count == 1, run, workspace.Time.GetUtcNow()) is var found
            && found is ActiveRun.Alive alive && alive.Owner.RunId != run ? new ActiveRun.NeverBegan() : found;

        StoppedFlow Settle()
        {
            // Taking the guard settles what the dead runner left.
            using var settled = FlowLock.TryAcquire(workspace, instance, flow.Flow, out _, cancellation);
            return Result(workspace, flow, run, "settled");
        }
    }

    private static StoppedFlow Result(WorkspaceContext workspace, FlowKey flow, Guid? stopped, string outcome)
    {
        var after = new WorkspaceSnapshot(workspace);
        return new StoppedFlow(FlowObjects.Flow(after, after.States(new EvaluationTime(workspace.Time.GetUtcNow()))[flow]), stopped, outcome);
    }

    private static async Task EndByForceAsync(LockDocument owner)
    {
        if (ProcessIdentity.TryParse(owner.Process, out var runner))
        {
            await new ProcessGroup(runner).EndAsync(new StopPatience(TimeSpan.Zero, TimeSpan.FromSeconds(2))).ConfigureAwait(false);
        }

        await Task.WhenAll(owner.ChildGroups().Select(g => g.EndAsync(StopPatience.None))).ConfigureAwait(false);
    }
}

/// <summary>A run cannot be stopped from here, because another host executes it.</summary>
/// <param name="flow">The flow.</param>
/// <param name="host">The host.</param>
/// <param name="owner">The owner in one line.</param>
public sealed class RunsElsewhereException(string flow, string host, string owner)
    : OptException("RunsElsewhere", ExitCode.Busy, $"{flow} is run by another host: {owner}", $"stop it on {host}")
{
    /// <summary>The host.</summary>
    public string Host { get; } = host;
}
