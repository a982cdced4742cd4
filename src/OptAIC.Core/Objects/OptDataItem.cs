namespace OptAIC;

/// <summary>An item of data that a workflow is given.</summary>
public sealed record OptDataItem
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies under <c>workflow/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>SHA-256 of its content, as it was fetched.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Its bytes, as they were fetched.</summary>
    public required long Size { get; init; }

    /// <summary>Path or URL from which that content came.</summary>
    public required string Source { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset FetchedAt { get; init; }
}
