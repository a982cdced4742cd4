using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>
/// Finds the addresses and anchors in a schema document, and what references lead to. It looks only where schemas stand: an <c>$id</c> inside of
/// <c>enum</c> or <c>default</c> is data.
/// </summary>
internal sealed class SchemaResources
{
    private const int MaxDynamicAnchors = 100;
    private const int MaxReference = 4_000;

    private static readonly Uri NoAddress = new("schema:///");

    private readonly Dictionary<DocumentNode, SchemaResource> _resources = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, SchemaResource> _byAddress = new(StringComparer.Ordinal);
    private readonly IssueCollector _issues;

    public SchemaResources(DocumentNode root, IssueCollector issues)
    {
        _issues = issues;
        Root = new SchemaResource(root, AddressOf(root, NoAddress) ?? NoAddress);
        _byAddress.Add(Root.Address.AbsoluteUri, Root);
        Enter(root, Root);
    }

    /// <summary>The whole document.</summary>
    public SchemaResource Root { get; }

    /// <summary>The resource in which a schema stands.</summary>
    public SchemaResource Of(DocumentNode schema) => _resources[schema];

    /// <summary>The schema that a reference leads to, or <c>null</c>.</summary>
    /// <param name="from">The resource in which the reference stands.</param>
    /// <param name="reference">The reference: an address, a fragment, or both.</param>
    /// <param name="fragment">The decoded fragment; empty when there is none.</param>
    public DocumentNode? Find(SchemaResource from, string reference, out string fragment)
    {
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        fragment = hash < 0 || reference.Length > MaxReference ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var resource = reference.Length > MaxReference ? null : hash == 0 || reference.Length == 0 ? from : Resource(from, hash < 0 ? reference : reference[..hash]);
        if (resource is null)
        {
            return null;
        }

        if (fragment is not ("" or ['/', ..]))
        {
            return resource.Anchors.GetValueOrDefault(fragment);
        }

        var target = JsonPointer.Find(resource.Root, fragment);
        if (target is not null && !_resources.ContainsKey(target))
        {
            Enter(target, resource);
        }

        return target;
    }

    private SchemaResource? Resource(SchemaResource from, string address) =>
        Uri.TryCreate(from.Address, address, out var absolute) ? _byAddress.GetValueOrDefault(absolute.AbsoluteUri) : null;

    private void Enter(DocumentNode start, SchemaResource inside)
    {
        var waiting = new Stack<(DocumentNode Schema, SchemaResource Inside)>([(start, inside)]);
        while (waiting.TryPop(out var next))
        {
            if (_resources.ContainsKey(next.Schema))
            {
                continue;
            }

            var resource = next.Schema == next.Inside.Root ? next.Inside : OwnResource(next.Schema, next.Inside);
            _resources.Add(next.Schema, resource);
            if (next.Schema is DocumentMapping mapping)
            {
                AddAnchors(mapping, resource);
                foreach (var part in SchemaParts.Of(mapping))
                {
                    waiting.Push((part, resource));
                }
            }
        }
    }

    private SchemaResource OwnResource(DocumentNode schema, SchemaResource outer)
    {
        if (AddressOf(schema, outer.Address) is not { } address)
        {
            return outer;
        }

        var resource = new SchemaResource(schema, address);
        if (!_byAddress.TryAdd(address.AbsoluteUri, resource))
        {
            Complain(((DocumentMapping)schema)["$id"]!, "two schemas have this $id", "an $id of its own");
        }

        return resource;
    }

    private Uri? AddressOf(DocumentNode schema, Uri outer)
    {
        if ((schema as DocumentMapping)?["$id"] is not { } id)
        {
            return null;
        }

        var text = (id as DocumentScalar)?.Text.TrimEnd('#') ?? "";
        if (text.Length > 0 && !text.Contains('#', StringComparison.Ordinal) && Uri.TryCreate(outer, text, out var address) && address.IsAbsoluteUri)
        {
            return address;
        }

        Complain(id, $"'$id' must be an address without fragment; found {Found.Describe(id)}", "an address without fragment");
        return null;
    }

    private void AddAnchors(DocumentMapping schema, SchemaResource resource)
    {
        if (Anchor(schema, "$anchor") is { } anchor)
        {
            Add(resource.Anchors, anchor);
        }

        if (Anchor(schema, "$dynamicAnchor") is { } dynamicAnchor)
        {
            Add(resource.Anchors, dynamicAnchor);
            resource.DynamicAnchors.TryAdd(dynamicAnchor.Text, schema);
            if (resource.DynamicAnchors.Count > MaxDynamicAnchors)
            {
                resource.DynamicAnchors.Clear();
                Complain(dynamicAnchor, $"the schema has more than {MaxDynamicAnchors} dynamic anchors", $"at most {MaxDynamicAnchors}");
            }
        }

        void Add(Dictionary<string, DocumentNode> anchors, DocumentScalar name)
        {
            if (!anchors.TryAdd(name.Text, schema) && anchors[name.Text] != schema)
            {
                Complain(name, $"two schemas have the anchor {Found.Describe(name)}", "a name of its own");
            }
        }
    }

    private DocumentScalar? Anchor(DocumentMapping schema, string keyword)
    {
        switch (schema[keyword])
        {
            case null:
                return null;
            case DocumentScalar { Text: [var first, ..] text } name when (char.IsAsciiLetter(first) || first == '_') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'):
                return name;
            case var other:
                Complain(other, $"'{keyword}' must be a name of letters, digits, '-', '.' and '_'; found {Found.Describe(other)}", "a name");
                return null;
        }
    }

    private void Complain(DocumentNode node, string message, string expected) =>
        _issues.Add(node.Issue("bad_schema", message) with { Expected = expected, Found = Found.Describe(node) });
}
