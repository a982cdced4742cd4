using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>Status of a flow: computed from facts, never stored as truth.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FlowStatus>))]
public enum FlowStatus
{
    /// <summary>A live owner is running it.</summary>
    Running,

    /// <summary>Its last ended run failed.</summary>
    Error,

    /// <summary>It never completed.</summary>
    NotInitialized,

    /// <summary>Its data are behind, and its source was asked in time and had nothing newer.</summary>
    StaleSourceDelayed,

    /// <summary>Something changed since its last completed run; the reasons say what.</summary>
    Stale,

    /// <summary>Up to date, and so is everything upstream.</summary>
    Ready,
}
