namespace OptAIC.Engine.Documents;

/// <summary>The document <c>data/current</c>: what a flow has published.</summary>
internal sealed record CurrentData : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>Data version: content hash.</summary>
    public required string Version { get; init; }

    /// <summary>The store that the data are in, for a dataset; <c>null</c> is the SQLite one.</summary>
    public string? Store { get; init; }

    /// <summary>Last load that belongs to the version, for a store that is appended to.</summary>
    public long? LoadId { get; init; }

    public required Guid RunId { get; init; }

    public DateOnly? LastDataDate { get; init; }
}
