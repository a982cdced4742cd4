using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>The computed status of a flow, and why.</summary>
public sealed record FlowState
{
    /// <summary>The flow.</summary>
    public required FlowKey Flow { get; init; }

    /// <summary>Its status.</summary>
    public required FlowStatus Status { get; init; }

    /// <summary>What makes it stale.</summary>
    public StaleOn StaleOn { get; init; }

    /// <summary>Why; empty when ready.</summary>
    public IReadOnlyList<StatusReason> Reasons { get; init; } = [];

    /// <summary>Version of its published data, or <c>null</c> when it never completed.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Of a training flow, the model version that is active; <c>null</c> when none was promoted.</summary>
    public string? ActiveModelVersion { get; init; }

    /// <summary>Of a training flow, which of the versions that it makes become active by themselves.</summary>
    public ModelPromotion Promotion { get; init; } = ModelPromotion.First;

    /// <summary>Of a training flow, whether a version that it makes now becomes active by itself.</summary>
    public bool PromotesNext => Promotion == ModelPromotion.Auto || (Promotion == ModelPromotion.First && ActiveModelVersion is null);

    /// <summary>Why something upstream of it is not ready, whatever its own status says; <c>null</c> when all upstream is ready.</summary>
    public StatusReason? UpstreamBlocker { get; init; }

    /// <summary>Definition and config hash, by which <c>uses</c> edges are compared.</summary>
    public required string UseHash { get; init; }
}
