using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Which keywords of a schema hold other schemas.</summary>
internal static class SchemaParts
{
    private static readonly string[] Single =
        ["items", "contains", "additionalProperties", "propertyNames", "unevaluatedItems", "unevaluatedProperties", "not", "if", "then", "else", "contentSchema"];

    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf", "prefixItems"];

    private static readonly string[] Maps = ["$defs", "definitions", "properties", "patternProperties", "dependentSchemas"];

    /// <summary>The schemas directly inside of a schema, whatever is wrong with them.</summary>
    public static IEnumerable<DocumentNode> Of(DocumentMapping schema)
    {
        foreach (var entry in schema.Entries)
        {
            if (Single.Contains(entry.Name))
            {
                yield return entry.Value;
            }
            else if (entry.Value is DocumentSequence list && Lists.Contains(entry.Name))
            {
                foreach (var item in list.Items)
                {
                    yield return item;
                }
            }
            else if (entry.Value is DocumentMapping map && Maps.Contains(entry.Name))
            {
                foreach (var (_, value) in map.Entries)
                {
                    yield return value;
                }
            }
        }
    }
}
