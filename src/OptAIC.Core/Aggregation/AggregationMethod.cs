using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Aggregation;

/// <summary>How the statuses of an instance's flows make up its own.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<AggregationMethod>))]
public enum AggregationMethod
{
    /// <summary>The worst decides; ready only if all flows are. The default.</summary>
    MinSeverity,

    /// <summary>One named flow decides.</summary>
    Primary,

    /// <summary>Ready as soon as one flow is; else the worst.</summary>
    AnyReady,
}
