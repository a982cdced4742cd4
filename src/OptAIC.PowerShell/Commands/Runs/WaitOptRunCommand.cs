using System.Diagnostics;
using System.Management.Automation;
using OptAIC.Runs;

namespace OptAIC.Commands;

/// <summary>Waits for the end of runs, and returns them as they ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "OptRun")]
[OutputType(typeof(OptRun))]
public sealed class WaitOptRunCommand : WorkspaceCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Ids of runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <summary>Longest wait for each run.</summary>
    [Parameter(HelpMessage = "Longest wait for each run: 90s, 30m, 2h, or seconds. Default: as long as it takes")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () => WriteEnd(Workspace.Runs.Get(id.Text)));
        }
    }

    private void WriteEnd(OptRun run)
    {
        var started = Stopwatch.GetTimestamp();
        while (run.Status is RunStatus.Pending or RunStatus.Running)
        {
            if (Stopwatch.GetElapsedTime(started) > Timeout)
            {
                WriteError(ErrorRecords.WaitTimedOut(run, Timeout.Value));
                return;
            }

            if (StopToken.WaitHandle.WaitOne(Interval))
            {
                throw new OperationCanceledException(StopToken);
            }

            run = Workspace.Runs.Get(run.Id.ToString("D"));
        }

        WriteItem(run);
    }
}
