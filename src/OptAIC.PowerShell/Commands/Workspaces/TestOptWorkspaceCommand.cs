using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Checks every invariant of a workspace.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptWorkspace")]
[OutputType(typeof(OptIssue), typeof(bool))]
public sealed class TestOptWorkspaceCommand : WorkspaceCommand
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
    protected override void ProcessRecord() => ForItem(Root, () => this.WriteFindings(Workspace.Health.Doctor(), Quiet));
}
