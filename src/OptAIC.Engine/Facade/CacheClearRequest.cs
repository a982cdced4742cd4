using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Which entries of the cache to remove.</summary>
public sealed record CacheClearRequest
{
    /// <summary>Keys, their beginnings, or patterns; none is every entry.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Only this kind.</summary>
    public CacheKind? Kind { get; init; }

    /// <summary>Only those that were made longer ago; what is not complete counts as old.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Also those that instances refer to; they are made anew when they are needed.</summary>
    public bool All { get; init; }
}
