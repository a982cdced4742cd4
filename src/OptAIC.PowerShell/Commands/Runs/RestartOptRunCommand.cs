using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Repeats runs with exactly what they read, and says whether the output is the same. Nothing is published.</summary>
[Cmdlet(VerbsLifecycle.Restart, "OptRun", SupportsShouldProcess = true)]
[OutputType(typeof(OptRun))]
public sealed class RestartOptRunCommand : PlanRunningCommand
{
    /// <summary>Ids of runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () => Replay(Workspace.Runs.Get(id.Text)));
        }
    }

    private void Replay(OptRun run)
    {
        if (!ShouldProcess($"{run.Instance}, run {run.Id}", "Replay the run"))
        {
            return;
        }

        var replay = RunPlan((progress, stop) => Workspace.Runs.ReplayAsync(run.Id.ToString("D"), progress, stop), _ => { });
        if (replay.IsReproduced is null)
        {
            WriteError(ErrorRecords.RunFailed(replay));
        }

        WriteItem(replay);
    }
}
