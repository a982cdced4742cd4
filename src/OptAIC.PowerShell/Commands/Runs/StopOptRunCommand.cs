using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Stops runs, and exactly these; one that has ended already is no error.</summary>
[Cmdlet(VerbsLifecycle.Stop, "OptRun", SupportsShouldProcess = true)]
[OutputType(typeof(OptRun))]
public sealed class StopOptRunCommand : WorkspaceCommand
{
    /// <summary>Ids of runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <summary>How long a run is given to end by itself.</summary>
    [Parameter(HelpMessage = "How long the run is given to end by itself before it is ended by force: 10s, 1m, or seconds. Default: 15s")]
    [DurationTransformation]
    public TimeSpan? Patience { get; set; }

    /// <summary>Return the run.</summary>
    [Parameter(HelpMessage = "Return the run, as it ended")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () => Stop(Workspace.Runs.Get(id.Text)));
        }
    }

    private void Stop(OptRun run)
    {
        if (!ShouldProcess($"{run.Instance}, run {run.Id}", "Stop the run"))
        {
            return;
        }

        var ended = Await(Workspace.Runs.StopAsync(run.Id.ToString("D"), Patience, StopToken));
        if (PassThru)
        {
            WriteItem(ended);
        }
    }
}
