using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Brings the instances of an archive into the workspace, all of them or none.</summary>
[Cmdlet(VerbsData.Import, "OptInstance", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptInstance))]
public sealed class ImportOptInstanceCommand : WorkspaceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Archives; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Archive that Export-OptInstance has written. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Archives, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Archive that Export-OptInstance has written, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Another name.</summary>
    [Parameter(Position = 1, HelpMessage = "Another name, when there is one instance in the archive")]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Directory of the workspace. Not from the pipeline: a file object has properties of its own that could be meant.</summary>
    [Parameter(HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var file in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(file, () => Import(file));
        }
    }

    private void Import(string file)
    {
        // The check comes before the question.
        var preview = Workspace.Transfer.Import(file, NewName, whatIf: true, StopToken);
        if (ShouldProcess(file, $"Import {string.Join(", ", preview.Instances)}"))
        {
            var imported = Workspace.Transfer.Import(file, NewName, whatIf: false, StopToken);
            WriteItems(Workspace.Instances.List(new Engine.Facade.InstanceFilter { Names = imported.Instances }));
        }
    }
}
