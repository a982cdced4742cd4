using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>The computed status of a flow, and why.</summary>
public sealed record FlowState
{
    /// <summary>What it was computed from, upstreams apart.</summary>
    public required FlowFacts Facts { get; init; }

    /// <summary>The flow.</summary>
    public FlowKey Flow => Facts.Flow;

    /// <summary>Its status.</summary>
    public required FlowStatus Status { get; init; }

    /// <summary>What makes it stale.</summary>
    public StaleOn StaleOn => Facts.StaleOn;

    /// <summary>Why; empty when ready.</summary>
    public IReadOnlyList<StatusReason> Reasons { get; init; } = [];

    /// <summary>Version of its published data, or <c>null</c> when it never completed.</summary>
    public string? DataVersion => Facts.LastCompleted?.DataVersion;

    /// <summary>Of a training flow, the model version that is active; <c>null</c> when none was promoted.</summary>
    public string? ActiveModelVersion => Facts.ActiveModelVersion;

    /// <summary>Of a training flow, whether a version that it makes now becomes active by itself.</summary>
    public bool PromotesNext => Facts.Promotion == ModelPromotion.Auto || (Facts.Promotion == ModelPromotion.First && ActiveModelVersion is null);

    /// <summary>Why something upstream of it is not ready, whatever its own status says; <c>null</c> when all upstream is ready.</summary>
    public StatusReason? UpstreamBlocker { get; init; }
}
