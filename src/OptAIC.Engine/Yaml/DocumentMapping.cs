namespace OptAIC.Engine.Yaml;

/// <summary>Keys with values, in the order in which they were written; no key stands twice.</summary>
internal sealed class DocumentMapping : DocumentNode
{
    private readonly Dictionary<string, int> _index;

    /// <summary>Makes a mapping.</summary>
    /// <exception cref="ArgumentException">A key stands twice.</exception>
    public DocumentMapping(IReadOnlyList<DocumentEntry> entries, DocumentPosition position)
        : base(position)
    {
        Entries = entries;
        _index = new Dictionary<string, int>(entries.Count, StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            _index.Add(entries[i].Name, i);
            Adopt(entries[i].Key, entries[i].Name);
            Adopt(entries[i].Value, entries[i].Name);
        }
    }

    /// <summary>The entries, in order.</summary>
    public IReadOnlyList<DocumentEntry> Entries { get; }

    /// <inheritdoc/>
    public override JsonTypes NaturalType => JsonTypes.Object;

    /// <summary>The value of a key, or <c>null</c> when the key is not there.</summary>
    public DocumentNode? this[string key] => _index.TryGetValue(key, out var at) ? Entries[at].Value : null;

    /// <summary>Whether a key is there.</summary>
    public bool Contains(string key) => _index.ContainsKey(key);

    /// <summary>The text of a key's value when it is a scalar that is not null.</summary>
    public string? TextOf(string key) => this[key] is DocumentScalar scalar && scalar.NaturalType != JsonTypes.Null ? scalar.Text : null;
}
