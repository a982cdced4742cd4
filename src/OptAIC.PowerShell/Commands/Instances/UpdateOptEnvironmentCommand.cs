using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Writes what is really installed in the environment of an instance into a backpack.</summary>
[Cmdlet(VerbsData.Update, "OptEnvironment", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptPackageChange))]
public sealed class UpdateOptEnvironmentCommand : WorkspaceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Folders of backpacks; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, HelpMessage = "Folder of the backpack whose software/environment.yml is written. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Folders of backpacks, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Folder of the backpack, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>The instance whose environment is looked at.</summary>
    [Parameter(ValueFromPipeline = true, HelpMessage = "The instance whose environment is looked at: its name, id or path. Default: the newest that was made of the backpack")]
    [Alias("Instance")]
    [ArgumentCompleter(typeof(InstanceCompleter))]
    [ValidateNotNull]
    public InstanceReference? FromInstance { get; set; }

    /// <summary>Only write versions.</summary>
    [Parameter(HelpMessage = "Only write the versions of what is listed; add nothing")]
    public SwitchParameter VersionsOnly { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var folder in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(folder, () => Update(folder));
        }
    }

    private void Update(string folder)
    {
        // The check comes before the question.
        var preview = Await(Workspace.Upkeep.UpdateEnvironmentAsync(folder, FromInstance?.Text, VersionsOnly, whatIf: true, StopToken));
        var lines = string.Join("; ", preview.Where(c => c.After is not null).Select(c => c.ToString()));
        if (lines.Length == 0)
        {
            WriteItems(preview);
            return;
        }

        if (this.ShouldProcess(preview[0].File, lines, out var reason))
        {
            WriteItems(Await(Workspace.Upkeep.UpdateEnvironmentAsync(folder, FromInstance?.Text, VersionsOnly, whatIf: false, StopToken)));
        }
        else if (reason == ShouldProcessReason.WhatIf)
        {
            WriteItems(preview);
        }
    }
}
