namespace OptAIC.Engine.Backpacks;

/// <summary>An item of <c>data/data.yml</c>.</summary>
internal sealed record DataItem
{
    /// <summary>Its name; unique.</summary>
    public required string Name { get; init; }

    /// <summary>Where it goes: a path under <c>workflow/</c>, with <c>/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>Where it comes from, in the order in which they are tried.</summary>
    public required IReadOnlyList<DataSource> Sources { get; init; }

    /// <summary>SHA-256 that its content must have; <c>null</c> where none is given.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Bytes that it must have; <c>null</c> where none are given.</summary>
    public long? Size { get; init; }

    /// <summary>The kind of archive that is unpacked into the target; <c>null</c> when it is put there as it is.</summary>
    public string? Unpack { get; init; }

    /// <summary>Whether the target is a hard link to the cache and not a copy.</summary>
    public bool IsLinked { get; init; }

    /// <summary>Attempts at each source after one that fails.</summary>
    public int Retries { get; init; }

    /// <summary>Longest silence of a server.</summary>
    public TimeSpan Timeout { get; init; }
}

/// <summary>Where an item of data comes from.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Path or URL.</param>
internal sealed record DataSource(DataSourceKind Kind, string Text)
{
    /// <summary>Reads one as people write it: a URL, an absolute path, or a path in the backpack.</summary>
    public static DataSource Of(string text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? new(DataSourceKind.Web, text)
        : text.StartsWith("file://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsFile ? new(DataSourceKind.File, uri.LocalPath)
        : text.Contains("://", StringComparison.Ordinal) ? new(DataSourceKind.Unknown, text)
        : Path.IsPathRooted(text) ? new(DataSourceKind.File, text)
        : new(DataSourceKind.Backpack, text);

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>Kinds of sources.</summary>
internal enum DataSourceKind
{
    /// <summary>A file of the backpack.</summary>
    Backpack,

    /// <summary>A file of this machine.</summary>
    File,

    /// <summary>A URL.</summary>
    Web,

    /// <summary>A scheme that is not known.</summary>
    Unknown,
}
