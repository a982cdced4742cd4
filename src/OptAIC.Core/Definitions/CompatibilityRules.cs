using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What instances of a definition may be connected with.</summary>
public sealed record CompatibilityRules
{
    /// <summary>Types of instances that may be upstream; empty is any.</summary>
    public IReadOnlyList<InstanceType> UpstreamTypes { get; init; } = [];

    /// <summary>Fewest upstreams.</summary>
    public int UpstreamMin { get; init; }

    /// <summary>Most upstreams; <c>null</c> is no limit.</summary>
    public int? UpstreamMax { get; init; }

    /// <summary>Types of instances that may be downstream; empty is any.</summary>
    public IReadOnlyList<InstanceType> DownstreamTypes { get; init; } = [];
}
