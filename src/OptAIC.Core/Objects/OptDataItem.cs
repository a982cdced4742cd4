namespace OptAIC;

/// <summary>An item of data that a workflow is given.</summary>
public sealed record OptDataItem
{
    /// <summary>Name of the instance; <c>null</c> in the record of a run, which says it already.</summary>
    public string? Instance { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it lies under <c>workflow/</c>.</summary>
    public required string Target { get; init; }

    /// <summary>SHA-256 of its content, as it was fetched.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Its bytes, as they were fetched.</summary>
    public long? Size { get; init; }

    /// <summary>Path or URL from which that content came.</summary>
    public string? Source { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset? FetchedAt { get; init; }

    /// <summary>Of an item that was looked at: <c>whole</c>, <c>changed</c>, <c>missing</c>, or <c>not_fetched</c> when another content is declared than lies there, or none was ever fetched.</summary>
    public string? Status { get; init; }
}
