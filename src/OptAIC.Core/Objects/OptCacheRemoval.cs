using OptAIC.Model;

namespace OptAIC;

/// <summary>What becomes of an entry of the cache when it is cleared.</summary>
public sealed record OptCacheRemoval
{
    /// <summary>What it holds.</summary>
    public required CacheKind Kind { get; init; }

    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Bytes on the disk.</summary>
    public required long Size { get; init; }

    /// <summary>Why it is kept; <c>null</c> when it is removed.</summary>
    public string? KeptBecause { get; init; }

    /// <summary>Whether it is removed.</summary>
    public bool IsRemoved => KeptBecause is null;
}
