using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>What of an instance may change.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<LineageChange>))]
public enum LineageChange
{
    /// <summary>It publishes other data.</summary>
    Data,

    /// <summary>Its config.</summary>
    Config,

    /// <summary>Its definition.</summary>
    Definition,
}
