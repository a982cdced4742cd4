using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// Which keys of a mapping, or items of a list, the keywords of a schema have looked at: its own, and those of the schemas that it applies to the
/// same value and that accept it.
/// </summary>
/// <param name="evaluation">The check.</param>
/// <param name="all">Whether alternatives count that do not accept the value, because it is refused already.</param>
internal sealed class EvaluatedParts(SchemaEvaluation evaluation, bool all)
{
    private const int MaxKnown = 1_000;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _everything;

    public bool Contains(string name) => _everything || _names.Contains(name);

    /// <summary>The keys that a schema and those that it applies to the same value name, for messages.</summary>
    public static IReadOnlyList<string> KnownKeys(SchemaNode schema)
    {
        var known = new OrderedDictionary<string, SchemaNode>(StringComparer.Ordinal);
        var seen = new HashSet<SchemaNode>([schema]);
        var waiting = new Queue<SchemaNode>(seen);
        while (waiting.TryDequeue(out var next) && known.Count < MaxKnown)
        {
            foreach (var (name, property) in next.Mappings?.Properties ?? [])
            {
                if (!property.Never)
                {
                    known.TryAdd(name, property);
                }
            }

            var applied = next.Combination?.All.Where(part => part != next.Combination.Not) ?? [];
            foreach (var part in applied.Concat(next.Mappings?.DependentSchemas.Values ?? Enumerable.Empty<SchemaNode>()).Where(seen.Add))
            {
                waiting.Enqueue(part);
            }
        }

        return [.. known.Keys];
    }

    /// <summary>Collects what a schema has looked at.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="node">The value, a mapping or list.</param>
    /// <param name="wanted">The types that the value may take.</param>
    /// <param name="own">Whether it is the schema whose <c>unevaluated…</c> asks, so that this keyword itself does not count.</param>
    public void Collect(SchemaNode schema, DocumentNode node, JsonTypes wanted, bool own = false)
    {
        if (_everything || !evaluation.Spend(node, 1 + SizeOf(node)))
        {
            return;
        }

        wanted &= schema.WantedTypes;
        switch (node)
        {
            case DocumentMapping mapping:
                _everything |= !own && schema.Unevaluated?.Properties is not null;
                CollectKeys(schema, mapping, wanted);
                break;
            case DocumentSequence sequence:
                _everything |= !own && schema.Unevaluated?.Items is not null;
                CollectItems(schema.Lists, sequence);
                break;
        }

        if (schema.Combination is { } combination)
        {
            foreach (var part in combination.Evaluating(node, wanted, all ? null : evaluation))
            {
                Collect(part, node, wanted);
            }
        }
    }

    private static int SizeOf(DocumentNode node) => (node as DocumentMapping)?.Entries.Count ?? (node as DocumentSequence)?.Items.Count ?? 0;

    private void CollectKeys(SchemaNode schema, DocumentMapping mapping, JsonTypes wanted)
    {
        if (schema.Mappings is not { } rules)
        {
            return;
        }

        _everything |= rules.AdditionalProperties is not null;
        foreach (var entry in mapping.Entries)
        {
            if (!_everything && rules.Names(entry, evaluation))
            {
                _names.Add(entry.Name);
            }
        }

        foreach (var (key, dependent) in rules.DependentSchemas)
        {
            if (mapping.Contains(key))
            {
                Collect(dependent, mapping, wanted);
            }
        }
    }

    private void CollectItems(ListRules? rules, DocumentSequence sequence)
    {
        if (rules is null)
        {
            return;
        }

        _everything |= rules.Items is not null;
        for (var i = 0; i < sequence.Items.Count && !_everything; i++)
        {
            if (i < rules.PrefixItems.Count || (rules.Contains is not null && evaluation.Holds(rules.Contains, sequence.Items[i])))
            {
                _names.Add(UnevaluatedRules.Name(i));
            }
        }
    }
}
