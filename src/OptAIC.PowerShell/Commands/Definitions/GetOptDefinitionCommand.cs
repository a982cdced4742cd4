using System.Management.Automation;
using OptAIC.Definitions;

namespace OptAIC.Commands;

/// <summary>Gets built-in and registered definitions.</summary>
[Cmdlet(VerbsCommon.Get, "OptDefinition")]
[OutputType(typeof(OptDefinition))]
public sealed class GetOptDefinitionCommand : WorkspaceCommand
{
    /// <summary>Names, with wildcards, or names with a version.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Name of a definition. Wildcards are allowed; name@1.2.0 means one version, name@^1.2 the newest that is compatible")]
    [ArgumentCompleter(typeof(DefinitionCompleter))]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>Only this kind.</summary>
    [Parameter(HelpMessage = "Only definitions of this kind")]
    public DefinitionKind? Kind { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Name is null)
        {
            ForItem(null, () => WriteItems(Workspace.Definitions.List(kind: Kind)));
            return;
        }

        foreach (var name in Name)
        {
            ForItem(name, () => WriteItems(name.Contains('@', StringComparison.Ordinal)
                ? Workspace.Definitions.Show(name, Kind)
                : Workspace.Definitions.List(name, Kind)));
        }
    }
}
