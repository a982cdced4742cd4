using System.Management.Automation;
using OptAIC.Engine.Facade;

namespace OptAIC.Commands;

/// <summary>Compares two definitions, registered ones, folders or archives; writes every difference, and nothing when there is none.</summary>
[Cmdlet(VerbsData.Compare, "OptDefinition")]
[OutputType(typeof(OptDefinitionDifference))]
public sealed class CompareOptDefinitionCommand : WorkspaceCommand
{
    /// <summary>The definition that is compared: <c>name@version</c>, a folder, or an archive.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "name@version of a definition, or the path of a folder or an archive with a definition.yml")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string ReferenceDefinition { get; set; } = "";

    /// <summary>The definition that takes its place; the newest registered version of the same name when left out.</summary>
    [Parameter(Position = 1, HelpMessage = "name@version of the other definition, or the path of its folder or archive. Default: the newest registered version of the same name")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? DifferenceDefinition { get; set; }

    /// <summary>Only what may break an instance.</summary>
    [Parameter(HelpMessage = "Write only the differences that may break an instance")]
    public SwitchParameter Breaking { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => ForItem(ReferenceDefinition, () =>
    {
        var differences = Workspace.Definitions.Compare(Located(ReferenceDefinition), DifferenceDefinition is null ? null : Located(DifferenceDefinition));
        WriteItems(differences.Where(d => d.IsBreaking || !Breaking));
    });

    // A place is meant from where the session is, which is not where the process is.
    private string Located(string reference) => DefinitionFacade.IsPath(reference, SessionState.Path.CurrentFileSystemLocation.ProviderPath)
        ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(reference)
        : reference;
}
