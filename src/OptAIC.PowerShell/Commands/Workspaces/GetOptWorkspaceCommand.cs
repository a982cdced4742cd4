using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Describes a workspace.</summary>
[Cmdlet(VerbsCommon.Get, "OptWorkspace")]
[OutputType(typeof(OptWorkspace))]
public sealed class GetOptWorkspaceCommand : WorkspaceCommand
{
    /// <summary>Directory of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () => WriteObject(Workspace.Describe()));
}
