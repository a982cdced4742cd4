using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>How often a source is expected to have newer data.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Frequency>))]
public enum Frequency
{
    /// <summary>Every day, or every business day.</summary>
    Daily,

    /// <summary>On one weekday.</summary>
    Weekly,

    /// <summary>On one day of the month.</summary>
    Monthly,

    /// <summary>At the end of each calendar quarter.</summary>
    Quarterly,

    /// <summary>No expectation: never stale by date.</summary>
    Irregular,
}
