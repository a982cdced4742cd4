using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC;

/// <summary>How much an issue matters.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<IssueSeverity>))]
public enum IssueSeverity
{
    /// <summary>Worth knowing; nothing is refused because of it.</summary>
    Warning,

    /// <summary>The thing it speaks of is refused.</summary>
    Error,
}
