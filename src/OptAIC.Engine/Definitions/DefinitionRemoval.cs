using OptAIC.Definitions;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Definitions;

/// <summary>Which version is to be removed, and who stands in the way.</summary>
internal static class DefinitionRemoval
{
    /// <summary>The one registered version that a reference means.</summary>
    /// <exception cref="DefinitionNotFoundException">There is none.</exception>
    /// <exception cref="BuiltinDefinitionException">It is a part of the engine.</exception>
    /// <exception cref="DefinitionVersionNeededException">There are several.</exception>
    public static (string Name, SemanticVersion Version) Find(DefinitionCatalog catalog, DefinitionReference reference)
    {
        if (reference.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal))
        {
            throw new BuiltinDefinitionException(reference.Name);
        }

        var versions = catalog.Versions(reference.Name);
        if (versions.Count == 0)
        {
            throw DefinitionNotFoundException.Name(reference, null, catalog.List().Where(d => d.Source == "registered").Select(d => d.Name));
        }

        var meant = versions.Where(reference.Range.Allows).ToList();
        return meant switch
        {
            [] => throw DefinitionNotFoundException.Version(reference, versions),
            [var only] => (reference.Name, only),
            _ => throw new DefinitionVersionNeededException(reference.Name, [.. meant.Order()]),
        };
    }

    /// <summary>Names of the instances that pinned the version: alone, for a part, or because an expression calls it.</summary>
    public static IReadOnlyList<string> Users(WorkspaceContext workspace, string name, SemanticVersion version)
    {
        var pinned = $"{name}@{version}";
        return
        [
            .. workspace.Registry.Instances()
                .Where(i => i.Definition == pinned || i.Parts.Any(p => p.Definition == pinned) || i.Flows.Any(f => f.Policy.Macros.Contains(pinned)))
                .Select(i => i.Name),
        ];
    }
}
