using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// Keywords <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>propertyNames</c>, <c>required</c>, <c>dependentRequired</c>,
/// <c>dependentSchemas</c>, <c>minProperties</c>, <c>maxProperties</c>.
/// </summary>
internal sealed record MappingRules
{
    public IReadOnlyDictionary<string, SchemaNode> Properties { get; init; } = new Dictionary<string, SchemaNode>();

    public IReadOnlyList<(Regex Pattern, SchemaNode Schema)> PatternProperties { get; init; } = [];

    public SchemaNode AdditionalProperties { get; init; } = SchemaNode.Anything;

    public SchemaNode? PropertyNames { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> DependentRequired { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<string, SchemaNode> DependentSchemas { get; init; } = new Dictionary<string, SchemaNode>();

    public int MinProperties { get; init; }

    public int MaxProperties { get; init; } = int.MaxValue;

    /// <summary>The schemas of a key's value.</summary>
    public IReadOnlyList<SchemaNode> SchemasOf(string key, SchemaEvaluation evaluation)
    {
        if (PatternProperties.Count == 0)
        {
            return [Properties.GetValueOrDefault(key, AdditionalProperties)];
        }

        var schemas = PatternProperties.Where(p => evaluation.Matches(p.Pattern, key)).Select(p => p.Schema).ToList();
        if (Properties.TryGetValue(key, out var named))
        {
            schemas.Add(named);
        }

        return schemas.Count > 0 ? schemas : [AdditionalProperties];
    }

    /// <summary>Checks a mapping and its values.</summary>
    public void Check(DocumentMapping node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        foreach (var entry in node.Entries)
        {
            CheckEntry(entry, evaluation);
        }

        foreach (var key in Required)
        {
            Require(node, key, "", evaluation);
        }

        foreach (var (key, others) in DependentRequired.Where(d => node.Contains(d.Key)))
        {
            foreach (var other in others)
            {
                Require(node, other, $"; it goes with '{key}'", evaluation);
            }
        }

        foreach (var (_, schema) in DependentSchemas.Where(d => node.Contains(d.Key)))
        {
            evaluation.Check(schema, node, wanted);
        }

        if (node.Entries.Count < MinProperties || node.Entries.Count > MaxProperties)
        {
            var bound = node.Entries.Count < MinProperties ? $"at least {MinProperties}" : $"at most {MaxProperties}";
            evaluation.Report(node, "number_of_keys", $"expected {bound} keys; found {node.Entries.Count}");
        }
    }

    private void CheckEntry(DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (PropertyNames is not null)
        {
            evaluation.Check(PropertyNames, entry.Key);
        }

        foreach (var schema in SchemasOf(entry.Name, evaluation))
        {
            if (schema.Never)
            {
                ReportUnknown(entry, evaluation);
            }
            else
            {
                evaluation.Check(schema, entry.Value);
            }
        }
    }

    private void ReportUnknown(DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (evaluation.IsSilent)
        {
            evaluation.Fail();
            return;
        }

        if (Properties.ContainsKey(entry.Name))
        {
            evaluation.Report(entry.Key, "unknown_key", $"the key '{entry.Name}' does not go with the others here", found: entry.Name);
            return;
        }

        var known = Properties.Where(p => !p.Value.Never).Select(p => p.Key).ToList();
        var advice = NearestName.Hint(entry.Name, known) ?? (known.Count > 0 ? $"known are {string.Join(", ", known)}" : "no key is known here");
        evaluation.Report(entry.Key, "unknown_key", $"the key '{entry.Name}' is unknown; {advice}", known.Count > 0 ? string.Join(", ", known) : null, entry.Name);
    }

    private static void Require(DocumentMapping node, string key, string reason, SchemaEvaluation evaluation)
    {
        if (!node.Contains(key))
        {
            evaluation.Report(node, "missing_key", $"the key '{key}' is missing{reason}", key);
        }
    }
}
