using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What a violated guardrail does.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<GuardrailEnforcement>))]
public enum GuardrailEnforcement
{
    /// <summary>Refuses.</summary>
    Block,

    /// <summary>Is reported.</summary>
    Warn,
}
