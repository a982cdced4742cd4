using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Compares two runs: config, inputs, metrics, outputs, artifacts and environment; writes every difference, and nothing when there is none.</summary>
[Cmdlet(VerbsData.Compare, "OptRun")]
[OutputType(typeof(OptRunDifference))]
public sealed class CompareOptRunCommand : WorkspaceCommand
{
    /// <summary>The first run.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Id of the first run, a unique beginning of it, 'latest', or the name of an instance for its last run")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference ReferenceRun { get; set; } = null!;

    /// <summary>The second run.</summary>
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "The second run, likewise")]
    [ArgumentCompleter(typeof(RunCompleter))]
    [ValidateNotNullOrEmpty]
    public RunReference DifferenceRun { get; set; } = null!;

    /// <summary>What is the same, too.</summary>
    [Parameter(HelpMessage = "Write what is the same of both runs, too")]
    public SwitchParameter IncludeEqual { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        ForItem(ReferenceRun, () => WriteItems(Workspace.Runs.Compare(ReferenceRun.Text, DifferenceRun.Text, IncludeEqual)));
}
