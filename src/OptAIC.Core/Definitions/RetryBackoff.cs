using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>How waiting grows between attempts.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<RetryBackoff>))]
public enum RetryBackoff
{
    /// <summary>Always the same.</summary>
    Fixed,

    /// <summary>Doubled after each attempt.</summary>
    Exponential,
}
