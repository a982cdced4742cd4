using System.Diagnostics;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Waits for the end of a run, whatever process executes it. The activity log tells of it, so a look is taken when that grows; and at a beat, as a
/// runner that was killed tells nothing.
/// </summary>
internal static class RunEnd
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    // In a busy workspace others end all the time.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns once the run has ended, or its runner is gone, or the time is over.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="instance">The run's instance.</param>
    /// <param name="flow">Its flow.</param>
    /// <param name="run">Its id.</param>
    /// <param name="longest">How long to wait; <c>null</c> is as long as it takes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether it has ended.</returns>
    public static async Task<bool> WaitAsync(WorkspaceContext workspace, InstanceRow instance, FlowKind flow, Guid run, TimeSpan? longest, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        using var activity = new FileGrowth(workspace.Paths.Activity);
        for (var began = Stopwatch.GetTimestamp(); ;)
        {
            var length = activity.Length;
            if (DocumentFile.TryRead(paths.RunRecord(run), DocumentJson.Default.RunRecord) is not { } record
                || RunStateMachine.IsFinal(record.Status)
                || ActiveRun.Look(paths, flow, instance.Flows.Count == 1, run, workspace.Time.GetUtcNow()) is not (ActiveRun.Alive or ActiveRun.Claimed))
            {
                return true;
            }

            var left = longest is { } limit ? limit - Stopwatch.GetElapsedTime(began) : Beat;
            if (left <= TimeSpan.Zero)
            {
                return false;
            }

            await activity.WaitAsync(length, left < Beat ? left : Beat, cancellation).ConfigureAwait(false);
            await Task.Delay(BetweenLooks, cancellation).ConfigureAwait(false);
        }
    }
}
