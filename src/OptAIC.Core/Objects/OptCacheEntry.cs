using OptAIC.Model;

namespace OptAIC;

/// <summary>Something that instances share and that can be made anew: content of data, or an environment.</summary>
public sealed record OptCacheEntry
{
    /// <summary>What it holds.</summary>
    public required CacheKind Kind { get; init; }

    /// <summary>Its key: the SHA-256 of the content, or the hash of what shapes the environment.</summary>
    public required string Key { get; init; }

    /// <summary>Bytes on the disk.</summary>
    public required long Size { get; init; }

    /// <summary>Where the content came from, or what made the environment; <c>null</c> when nobody knows.</summary>
    public string? Source { get; init; }

    /// <summary>When it was made; <c>null</c> when it is not complete.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Whether it can be used; one that was left half-built, or was damaged, cannot.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Names of the instances that refer to it.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    /// <summary>Its folder.</summary>
    public required string Path { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Key;
}
