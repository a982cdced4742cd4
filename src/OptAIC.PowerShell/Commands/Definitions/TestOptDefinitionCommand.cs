using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Checks definition folders, without a workspace; writes every problem, and nothing when there is none.</summary>
[Cmdlet(VerbsDiagnostic.Test, "OptDefinition", DefaultParameterSetName = PathSet)]
[OutputType(typeof(OptIssue), typeof(bool))]
public sealed class TestOptDefinitionCommand : OptCommand
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private string[] _paths = [];

    /// <summary>Folders or <c>definition.yml</c> files; wildcards.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "Folder with a definition.yml, or the file. Wildcards are allowed")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Folders or <c>definition.yml</c> files, taken as they are written.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Folder with a definition.yml, or the file, taken as it is written")]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath
    {
        get => _paths;
        set => _paths = value;
    }

    /// <summary>Only say whether there is no error.</summary>
    [Parameter(HelpMessage = Findings.QuietHelp)]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in ProviderPaths.Resolve(this, _paths, ParameterSetName == LiteralPathSet))
        {
            ForItem(path, () => this.WriteFindings(DefinitionFacade.Validate(path), Quiet));
        }
    }
}
