using System.Management.Automation;

namespace OptAIC.Commands;

/// <summary>Registers the definitions in folders and archives.</summary>
[Cmdlet(VerbsLifecycle.Register, "OptDefinition", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptDefinition))]
public sealed class RegisterOptDefinitionCommand : WorkspaceCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Folders with a <c>definition.yml</c>; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Folder with a definition.yml, or a .zip, .tar.gz or .tgz of one. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Folders with a <c>definition.yml</c>, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Folder with a definition.yml, or an archive of one, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Directory of the workspace. Not from the pipeline: a directory object has a property of this name, which is its drive.</summary>
    [Parameter(HelpMessage = RootHelp)]
    [Alias("BaseDir")]
    [ValidateNotNullOrEmpty]
    public override string? Root { get; set; }

    /// <summary>Write the registered definition.</summary>
    [Parameter(HelpMessage = "Return the registered definition")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var folder in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(folder, () => Register(folder));
        }
    }

    private void Register(string folder)
    {
        if (!ShouldProcess(folder, "Register the definition"))
        {
            return;
        }

        var registered = Workspace.Definitions.Register(folder);
        WriteVerbose(registered.AlreadyRegistered ? $"{registered.Definition} was registered before, with the same content" : $"registered {registered.Definition}");
        if (PassThru)
        {
            WriteItem(registered.Definition);
        }
    }
}
