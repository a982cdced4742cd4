using System.Text.Json;

namespace OptAIC.Definitions;

/// <summary>A check that instances of a definition undergo at the gates.</summary>
/// <param name="Kind">Kind of the check, for example <c>dataset.schema</c>.</param>
/// <param name="Config">Its settings.</param>
/// <param name="Enforcement">What a violation does.</param>
public sealed record GuardrailContract(string Kind, JsonElement Config, GuardrailEnforcement Enforcement);
