using OptAIC.Freshness;

namespace OptAIC.Engine.Pictures;

/// <summary>Colour and sign of each status: the same in every picture. The signs tell statuses apart without colours.</summary>
internal static class StatusColour
{
    /// <summary>Line colour, as #rrggbb.</summary>
    public static string Of(FlowStatus status) => status switch
    {
        FlowStatus.Ready => "#16915a",
        FlowStatus.Running => "#1a7fd4",
        FlowStatus.Error => "#d43a3a",
        FlowStatus.Stale => "#d08700",
        FlowStatus.StaleSourceDelayed => "#8a63d2",
        _ => "#7d8798",
    };

    /// <summary>Fill for text in black, as #rrggbb.</summary>
    public static string Pale(FlowStatus status) => status switch
    {
        FlowStatus.Ready => "#e3f4ec",
        FlowStatus.Running => "#e2f0fb",
        FlowStatus.Error => "#fbe6e6",
        FlowStatus.Stale => "#fbf0d9",
        FlowStatus.StaleSourceDelayed => "#f0eafa",
        _ => "#eef0f3",
    };

    /// <summary>Sign.</summary>
    public static string Sign(FlowStatus status) => status switch
    {
        FlowStatus.Ready => "✓",
        FlowStatus.Running => "▶",
        FlowStatus.Error => "✕",
        FlowStatus.Stale => "!",
        FlowStatus.StaleSourceDelayed => "…",
        _ => "–",
    };
}
