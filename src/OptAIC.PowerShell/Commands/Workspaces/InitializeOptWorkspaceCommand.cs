using System.Management.Automation;
using OptAIC.Engine;

namespace OptAIC.Commands;

/// <summary>Makes a workspace, or opens the one that is there.</summary>
[Cmdlet(VerbsData.Initialize, "OptWorkspace", SupportsShouldProcess = true)]
[OutputType(typeof(OptWorkspace))]
public sealed class InitializeOptWorkspaceCommand : WorkspaceCommand
{
    /// <summary>Directory to make it in. By value: a directory object has a property of the same name, which is its drive.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var root = Workspace.ResolveRoot(RootPath());
        if (ShouldProcess(root, "Make a workspace"))
        {
            using var workspace = Open(Workspace.Initialize);
            WriteObject(workspace.Describe());
        }
    });
}
