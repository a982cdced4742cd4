using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Makes a workspace what the manifest of a stack says: creates what is missing, changes what differs.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "OptStack", SupportsShouldProcess = true)]
[OutputType(typeof(OptStackStep))]
public sealed class InvokeOptStackCommand : WorkspaceCommand
{
    /// <summary>The manifest.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Manifest of the stack (YAML or JSON), or a folder of specs")]
    [Alias("LiteralPath", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Remove what the manifest no longer has.</summary>
    [Parameter(HelpMessage = "Remove instances that the stack made and the manifest no longer has")]
    public SwitchParameter Prune { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Path, () =>
    {
        var path = ProviderPaths.Resolve(this, [Path], literal: true).FirstOrDefault();
        if (path is null)
        {
            return;
        }

        // The check comes before the question.
        var plan = Workspace.Stacks.Plan(path, Prune, StopToken);
        var work = plan.Where(s => s.Action != StackAction.Unchanged).ToList();
        if (work.Count == 0)
        {
            WriteItems(plan);
        }
        else if (this.ShouldProcess(Path, string.Join("; ", work), out var reason))
        {
            WriteItems(Workspace.Stacks.Apply(path, Prune, cancellation: StopToken));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItems(plan);
        }
    });
}
