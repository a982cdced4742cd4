using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Schemas;

/// <summary>A schema with an address of its own: the whole document, or a part of it that has <c>$id</c>.</summary>
internal sealed class SchemaResource(DocumentNode root, Uri address)
{
    /// <summary>The schema.</summary>
    public DocumentNode Root { get; } = root;

    /// <summary>Its address, without fragment; references in it are relative to this.</summary>
    public Uri Address { get; } = address;

    /// <summary>Schemas in it by <c>$anchor</c> and <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, DocumentNode> Anchors { get; } = new(StringComparer.Ordinal);

    /// <summary>Schemas in it by <c>$dynamicAnchor</c>.</summary>
    public Dictionary<string, DocumentNode> DynamicAnchors { get; } = new(StringComparer.Ordinal);
}
