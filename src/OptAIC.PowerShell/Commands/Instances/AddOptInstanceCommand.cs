using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Takes in directories with instances that the registry does not know.</summary>
[Cmdlet(VerbsCommon.Add, "OptInstance", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptInstance))]
public sealed class AddOptInstanceCommand : WorkspaceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Directories; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Directory with an instance: in instances/, in the trash, or anywhere else. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Directories, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Directory with an instance, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Another name.</summary>
    [Parameter(Position = 1, HelpMessage = "Another name. Default: the one that it has")]
    [ValidateNotNullOrEmpty]
    public string? NewName { get; set; }

    /// <summary>Directory of the workspace. Not from the pipeline: a directory object has properties of its own that could be meant.</summary>
    [Parameter(HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var directory in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(directory, () => Adopt(directory));
        }
    }

    private void Adopt(string directory)
    {
        // The check comes before the question.
        var name = Workspace.Transfer.Adopt(directory, NewName, whatIf: true, StopToken);
        if (ShouldProcess(directory, $"Take in the instance {name}"))
        {
            WriteItem(Workspace.Instances.Get(Workspace.Transfer.Adopt(directory, NewName, whatIf: false, StopToken)));
        }
    }
}
