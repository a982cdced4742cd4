namespace OptAIC.Engine.Documents;

/// <summary>The document <c>cache/data/&lt;sha256&gt;/manifest.json</c>: an entry is complete when it is there, and whole while it is as this says.</summary>
internal sealed record DataCacheDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    /// <summary>Time of last change of the content, UTC ticks: another one means that somebody wrote to it.</summary>
    public required long ModifiedTicks { get; init; }

    /// <summary>Path or URL from which it came.</summary>
    public required string Source { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }
}

/// <summary>The document <c>metadata/data.json</c>: the items of data that were put into the sandbox.</summary>
internal sealed record PlacedDataDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required IReadOnlyList<PlacedData> Items { get; init; }
}

/// <summary>An item of data in the sandbox.</summary>
internal sealed record PlacedData
{
    public required string Name { get; init; }

    public required string Target { get; init; }

    public required string Sha256 { get; init; }

    public required long Size { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>What the source said of its version when that was fetched: size and time of a file, validators of a server.</summary>
    public string? Validator { get; init; }

    /// <summary>Size and time of the file in the sandbox, or a hash of those of all files in its folder.</summary>
    public string? State { get; init; }
}
