using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Contracts;

/// <summary>A contract in one line.</summary>
internal static class ContractText
{
    public static string Of(GuardrailContract contract) => contract.Kind switch
    {
        ContractKind.Assert => string.Join(", ", new[] { contract.Config.Text("expression")!, Rest(contract.Config, "expression") }.Where(t => t.Length > 0)),
        ContractKind.Command => string.Join(' ', contract.Config.Texts("command")),
        _ => Rest(contract.Config, ""),
    };

    /// <summary>What a check has found, in one line: kind, what lists the contract, and every finding of a severity.</summary>
    public static string Found(OptContractReport report, IssueSeverity severity) =>
        $"{report.Kind} ({report.Source}): {string.Join("; ", report.Issues.Where(i => i.Severity == severity).Select(Text))}";

    private static string Text(OptIssue issue) => issue.Sample.Count == 0 ? issue.Message : $"{issue.Message}, for example {string.Join(", ", issue.Sample.Take(2))}";

    // Defaults say nothing that a reader has to know.
    private static string Rest(JsonElement config, string but)
    {
        var parts = config.EnumerateObject().Where(p => p.Name != but && !IsDefault(p)).Select(p => $"{p.Name}: {Value(p.Value)}");
        return string.Join(", ", parts);
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(", ", value.EnumerateArray().Select(Value))}]",
        JsonValueKind.Object => $"{{{string.Join(", ", value.EnumerateObject().Select(p => $"{p.Name}: {Value(p.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static bool IsDefault(JsonProperty property) => (property.Name, Value(property.Value)) is
        ("of", "output") or ("missing", "ignore") or ("allow_failing", "0") or ("cells", "listed") or ("tolerance", _) or ("allow_assumed", "true")
        or ("require_monotonic_knowledge", "true") or ("index", _) or ("clamp_on_violation", "false") or ("allow_extra_columns", "true") or ("long_only", "false");
}
