using OptAIC.Definitions;
using OptAIC.Freshness;

namespace OptAIC.Engine.Specs;

/// <summary>What a spec says of one flow of the instance; <c>null</c> is what holds for the instance, or what the definition says.</summary>
internal sealed record FlowOptions
{
    /// <summary>What makes it stale.</summary>
    public StaleOn? StaleOn { get; init; }

    /// <summary>When newer data of it are expected.</summary>
    public UpdateFrequency? UpdateFrequency { get; init; }

    /// <summary>Longest duration of an attempt.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is done after a failure.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>What a start does while it runs.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Of a training, which of the versions that it makes become active by themselves.</summary>
    public ModelPromotion? Promotion { get; init; }
}
