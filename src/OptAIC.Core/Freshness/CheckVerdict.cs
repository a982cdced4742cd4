using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>What a rule says of a flow.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CheckVerdict>))]
public enum CheckVerdict
{
    /// <summary>It holds.</summary>
    Ok,

    /// <summary>It does not hold: the flow is not ready.</summary>
    Failed,

    /// <summary>There is nothing to judge by it, or the flow does not follow it.</summary>
    NotApplicable,
}
