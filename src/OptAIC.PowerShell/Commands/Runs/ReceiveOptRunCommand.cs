using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Gets the log of runs, line by line.</summary>
[Cmdlet(VerbsCommunications.Receive, "OptRun")]
[OutputType(typeof(string))]
public sealed class ReceiveOptRunCommand : WorkspaceCommand
{
    /// <summary>Ids of runs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of a run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [Alias("Run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference[] Id { get; set; } = [];

    /// <summary>Go on until the run has ended.</summary>
    [Parameter(HelpMessage = "Go on with the lines as they come, until the run has ended")]
    public SwitchParameter Follow { get; set; }

    /// <summary>The log of errors.</summary>
    [Parameter(HelpMessage = "The run's standard error instead of its standard output")]
    public SwitchParameter Stderr { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var id in Id)
        {
            ForItem(id, () =>
            {
                foreach (var line in Lines(Workspace.Runs.Get(id.Text)))
                {
                    WriteObject(line);
                }
            });
        }
    }

    private IEnumerable<string> Lines(OptRun run)
    {
        var stream = Stderr ? RunLogStream.Stderr : RunLogStream.Stdout;
        return Follow
            ? Workspace.Runs.FollowLogAsync(run.Id, stream, StopToken).ToBlockingEnumerable(StopToken)
            : LogFile.Lines(RunFacade.LogFile(run, stream));
    }
}
