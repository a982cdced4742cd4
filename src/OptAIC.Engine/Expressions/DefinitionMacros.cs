using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Quant.Expressions;

namespace OptAIC.Engine.Expressions;

/// <summary>
/// The definitions that expressions call by name. It is what every expression of the engine is read with: with the newest versions when an
/// instance is made, which are then pinned, and with the pinned ones from then on.
/// </summary>
/// <param name="definitions">The definitions.</param>
/// <param name="pinned">Versions that are decided.</param>
/// <param name="onlyPinned">Whether nothing else may be called.</param>
internal sealed class DefinitionMacros(DefinitionCatalog definitions, IReadOnlyList<PinnedDefinition> pinned, bool onlyPinned = false) : IMacros
{
    private readonly Dictionary<string, (Macro Macro, PinnedDefinition Pinned)?> _found = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What has been called so far, by name.</summary>
    public IReadOnlyList<PinnedDefinition> Used => [.. _found.Values.OfType<(Macro Macro, PinnedDefinition Pinned)>().Select(found => found.Pinned).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IEnumerable<string> Names => onlyPinned ? pinned.Select(p => p.Name) : definitions.NamesOf(DefinitionKind.OpDef, DefinitionKind.OpMacroDef);

    /// <inheritdoc/>
    public Macro? Find(string name)
    {
        if (!_found.TryGetValue(name, out var found))
        {
            _found.Add(name, found = Load(name));
        }

        return found?.Macro;
    }

    private (Macro Macro, PinnedDefinition Pinned)? Load(string name)
    {
        if (pinned.FirstOrDefault(p => Naming.InstanceName.Comparer.Equals(p.Name, name)) is { } decided)
        {
            return With(definitions.Get(decided.Name, SemanticVersion.Parse(decided.Version), Enum.Parse<DefinitionKind>(decided.Kind)));
        }

        var known = onlyPinned ? null : Names.FirstOrDefault(n => Naming.InstanceName.Comparer.Equals(n, name));
        return known is null ? null : With(definitions.Resolve(new DefinitionReference(known, VersionRange.Latest)));
    }

    private static (Macro Macro, PinnedDefinition Pinned)? With(LoadedDefinition loaded) =>
        DefinitionMacro.Of(loaded.Definition) is { } macro ? (macro, loaded.Pin()) : null;
}
