using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Copies files that runs changed in the sandbox of a workflow back to the folder that it was made from.</summary>
[Cmdlet(VerbsData.Sync, "OptInstance", SupportsShouldProcess = true)]
[OutputType(typeof(OptSyncedFile))]
public sealed class SyncOptInstanceCommand : WorkspaceCommand
{
    /// <summary>Names, with wildcards; ids; paths.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = InstanceChangeCommand.NameHelp)]
    [Alias("Id", "Instance")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public InstanceReference[] Name { get; set; } = [];

    /// <summary>The backpack.</summary>
    [Parameter(HelpMessage = "Folder of the backpack. Default: the one that the instance was made from")]
    [Alias("Path")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter(HelpMessage = "Names, patterns and selectors of what is left out")]
    [ArgumentCompleter(typeof(SelectorCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Exclude { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForInstances(Name, Exclude, Sync);

    private void Sync(OptInstance instance)
    {
        var id = instance.Id.ToString("D");
        var folder = LiteralPath is null ? null : ProviderPaths.Resolve(this, [LiteralPath], literal: true).First();

        // The check comes before the question.
        var preview = Workspace.Upkeep.Sync(id, folder, whatIf: true, StopToken);
        var copied = string.Join(", ", preview.Where(f => f.Action is "added" or "changed").Select(f => f.File));
        if (this.ShouldProcess(instance.Name, copied.Length > 0 ? $"Copy back {copied}" : "Copy back what runs changed", out var reason))
        {
            WriteItems(Workspace.Upkeep.Sync(id, folder, whatIf: false, StopToken));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItems(preview);
        }
    }
}
