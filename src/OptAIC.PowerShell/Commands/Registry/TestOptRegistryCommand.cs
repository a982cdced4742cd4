using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Compares the registry with the directories that it is an index of.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptRegistry")]
[OutputType(typeof(OptIssue), typeof(bool))]
public sealed class TestOptRegistryCommand : WorkspaceCommand
{
    /// <summary>Directory of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <summary>Only say whether there is no error.</summary>
    [Parameter(HelpMessage = Findings.QuietHelp)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () => this.WriteFindings(Workspace.Health.CheckRegistry(), Quiet));
}
