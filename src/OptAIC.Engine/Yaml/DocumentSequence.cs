namespace OptAIC.Engine.Yaml;

/// <summary>A list.</summary>
internal sealed class DocumentSequence : DocumentNode
{
    public DocumentSequence(IReadOnlyList<DocumentNode> items, DocumentPosition position)
        : base(position)
    {
        Items = items;
        for (var i = 0; i < items.Count; i++)
        {
            Adopt(items[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The items, in order.</summary>
    public IReadOnlyList<DocumentNode> Items { get; }

    /// <inheritdoc/>
    public override JsonTypes NaturalType => JsonTypes.Array;
}
