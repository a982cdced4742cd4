using System.Globalization;
using System.Text.RegularExpressions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// Keywords <c>properties</c>, <c>patternProperties</c>, <c>additionalProperties</c>, <c>propertyNames</c>, <c>required</c>, <c>dependentRequired</c>,
/// <c>dependentSchemas</c>, <c>minProperties</c>, <c>maxProperties</c>.
/// </summary>
internal sealed record MappingRules
{
    private IReadOnlyList<string>? _known;

    public Dictionary<string, SchemaNode> Properties { get; init; } = [];

    public IReadOnlyList<(Regex Pattern, SchemaNode Schema)> PatternProperties { get; init; } = [];

    /// <summary>For keys that neither a name nor a pattern covers; <c>null</c> when the keyword is absent.</summary>
    public SchemaNode? AdditionalProperties { get; init; }

    public SchemaNode? PropertyNames { get; init; }

    public IReadOnlyList<string> Required { get; init; } = [];

    public Dictionary<string, IReadOnlyList<string>> DependentRequired { get; init; } = [];

    public Dictionary<string, SchemaNode> DependentSchemas { get; init; } = [];

    public int MinProperties { get; init; }

    public int MaxProperties { get; init; } = int.MaxValue;

    /// <summary>Whether a key is covered by name or by a pattern.</summary>
    public bool Names(DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (Properties.ContainsKey(entry.Name))
        {
            return true;
        }

        foreach (var (pattern, _) in PatternProperties)
        {
            if (evaluation.Matches(pattern, entry.Key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the schemas of a key's value.</summary>
    public void AddSchemasOf(DocumentScalar key, List<SchemaNode> schemas, SchemaEvaluation evaluation)
    {
        var before = schemas.Count;
        if (Properties.TryGetValue(key.Text, out var named))
        {
            schemas.Add(named);
        }

        foreach (var (pattern, schema) in PatternProperties)
        {
            if (evaluation.Matches(pattern, key))
            {
                schemas.Add(schema);
            }
        }

        if (schemas.Count == before && AdditionalProperties is not null)
        {
            schemas.Add(AdditionalProperties);
        }
    }

    /// <summary>Checks a mapping and its values.</summary>
    public void Check(DocumentMapping node, JsonTypes wanted, SchemaEvaluation evaluation)
    {
        var effort = (node.Entries.Count * (1 + PatternProperties.Count)) + Required.Count + DependentRequired.Count + DependentSchemas.Count;
        if (!evaluation.Spend(node, effort))
        {
            return;
        }

        foreach (var entry in node.Entries)
        {
            CheckEntry(entry, evaluation);
        }

        foreach (var key in Required)
        {
            Require(node, key, null, evaluation);
        }

        foreach (var (key, others) in DependentRequired)
        {
            if (node.Contains(key))
            {
                foreach (var other in others)
                {
                    Require(node, other, key, evaluation);
                }
            }
        }

        foreach (var (key, schema) in DependentSchemas)
        {
            if (node.Contains(key))
            {
                evaluation.Check(schema, node, wanted);
            }
        }

        CheckCount(node, evaluation);
    }

    private void CheckEntry(DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (PropertyNames is not null)
        {
            evaluation.Check(PropertyNames, entry.Key);
        }

        var covered = Properties.TryGetValue(entry.Name, out var named);
        if (covered)
        {
            CheckValue(named!, entry, evaluation);
        }

        foreach (var (pattern, schema) in PatternProperties)
        {
            if (evaluation.Matches(pattern, entry.Key))
            {
                covered = true;
                CheckValue(schema, entry, evaluation);
            }
        }

        if (!covered && AdditionalProperties is not null)
        {
            CheckValue(AdditionalProperties, entry, evaluation);
        }
    }

    private void CheckValue(SchemaNode schema, DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (!schema.Never)
        {
            evaluation.Check(schema, entry.Value);
        }
        else if (evaluation.FailAloud())
        {
            ReportUnknown(entry, evaluation);
        }
    }

    private void ReportUnknown(DocumentEntry entry, SchemaEvaluation evaluation)
    {
        if (Properties.ContainsKey(entry.Name))
        {
            var name = Found.Shorten(entry.Name);
            evaluation.Report(entry.Key, "unknown_key", $"the key '{name}' does not go with the others here", "no such key", name);
        }
        else
        {
            UnknownKey.Report(entry, _known ??= [.. Properties.Where(p => !p.Value.Never).Select(p => p.Key)], evaluation);
        }
    }

    private static void Require(DocumentMapping node, string key, string? because, SchemaEvaluation evaluation)
    {
        if (!node.Contains(key) && evaluation.FailAloud())
        {
            var name = Found.Shorten(key);
            var reason = because is null ? "" : $"; it goes with '{Found.Shorten(because)}'";
            evaluation.Report(node, "missing_key", $"the key '{name}' is missing{reason}", name);
        }
    }

    private void CheckCount(DocumentMapping node, SchemaEvaluation evaluation)
    {
        var count = node.Entries.Count;
        if ((count < MinProperties || count > MaxProperties) && evaluation.FailAloud())
        {
            var bound = count < MinProperties ? Keys(MinProperties, "at least") : Keys(MaxProperties, "at most");
            evaluation.Report(node, "number_of_keys", string.Create(CultureInfo.InvariantCulture, $"expected {bound}; found {count}"), bound);
        }

        static string Keys(int count, string bound) => string.Create(CultureInfo.InvariantCulture, $"{bound} {count} {(count == 1 ? "key" : "keys")}");
    }
}
