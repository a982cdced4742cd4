using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Rebuilds the registry from the directories, and moves unreadable documents aside.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "OptRegistry", SupportsShouldProcess = true)]
[OutputType(typeof(OptRegistryRepair))]
public sealed class RepairOptRegistryCommand : WorkspaceCommand
{
    /// <summary>Directory of the workspace.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(Root, () =>
    {
        var target = Path.Combine(Workspace.Root, "registry.db");
        var isPreview = !this.ShouldProcess(target, "Rebuild from the directories", out var reason);
        if (isPreview && reason != ShouldProcessReason.WhatIf)
        {
            return;
        }

        var report = Workspace.Health.RepairRegistry(isPreview, StopToken);
        WriteObject(new OptRegistryRepair { Root = Workspace.Root, Instances = report.Instances, Runs = report.Runs, Actions = report.Actions });
    });
}
