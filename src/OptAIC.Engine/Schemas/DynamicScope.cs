using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// What <c>$dynamicRef</c> leads to, given the resources through which a schema was reached: for every dynamic anchor the outermost one. A schema
/// is compiled once per scope, so that checking a document need not know of scopes.
/// </summary>
internal sealed class DynamicScope
{
    private const int MaxScopes = 64;

    private readonly List<DynamicScope> _all;
    private readonly Dictionary<string, DocumentNode> _anchors;

    private DynamicScope(List<DynamicScope> all, Dictionary<string, DocumentNode> anchors)
    {
        _all = all;
        _anchors = anchors;
        _all.Add(this);
    }

    /// <summary>Whether there are so many scopes that no new ones are made.</summary>
    public bool IsExhausted => _all.Count >= MaxScopes;

    /// <summary>The scope before any resource.</summary>
    public static DynamicScope Empty() => new([], new Dictionary<string, DocumentNode>(StringComparer.Ordinal));

    /// <summary>The outermost schema with an anchor, or <c>null</c>.</summary>
    public DocumentNode? Find(string anchor) => _anchors.GetValueOrDefault(anchor);

    /// <summary>The scope inside of a resource.</summary>
    public DynamicScope Enter(SchemaResource resource)
    {
        if (resource.DynamicAnchors.Count == 0 || IsExhausted || resource.DynamicAnchors.Keys.All(_anchors.ContainsKey))
        {
            return this;
        }

        var anchors = new Dictionary<string, DocumentNode>(_anchors, StringComparer.Ordinal);
        foreach (var (name, schema) in resource.DynamicAnchors)
        {
            anchors.TryAdd(name, schema);
        }

        return _all.Find(scope => scope._anchors.Count == anchors.Count && scope._anchors.All(a => anchors.GetValueOrDefault(a.Key) == a.Value))
            ?? new DynamicScope(_all, anchors);
    }
}
