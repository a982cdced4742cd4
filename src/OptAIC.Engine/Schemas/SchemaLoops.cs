using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>Finds schemas that apply themselves to the same value again, which could never be checked, or through too many others.</summary>
internal sealed class SchemaLoops(IEnumerable<KeyValuePair<DocumentNode, SchemaNode>> compiled)
{
    private const int MaxChain = 64;

    private readonly HashSet<SchemaNode> _clear = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<SchemaNode> _chain = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first such schema as an issue, or <c>null</c>.</summary>
    public OptIssue? Find()
    {
        foreach (var (node, schema) in compiled)
        {
            if (Leads(schema))
            {
                var message = _chain.Count > MaxChain
                    ? $"the schema refers to others through more than {MaxChain} steps"
                    : "the schema refers back to itself for the same value";
                return node.Issue("bad_schema", message) with { Expected = "references that end", Found = Found.Describe(node) };
            }
        }

        return null;
    }

    private bool Leads(SchemaNode schema)
    {
        if (_clear.Contains(schema))
        {
            return false;
        }

        if (!_chain.Add(schema) || _chain.Count > MaxChain)
        {
            return true;
        }

        if (Applied(schema).Any(Leads))
        {
            return true;
        }

        _chain.Remove(schema);
        _clear.Add(schema);
        return false;
    }

    private static IEnumerable<SchemaNode> Applied(SchemaNode schema) =>
        (schema.Combination?.All ?? []).Concat(schema.Mappings?.DependentSchemas.Values ?? Enumerable.Empty<SchemaNode>());
}
