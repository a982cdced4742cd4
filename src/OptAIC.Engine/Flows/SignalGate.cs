using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Engine.Contracts;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;
using OptAIC.Quant.Signals;

namespace OptAIC.Engine.Flows;

/// <summary>Checks a signal against its spec before it is written; corrects it when the spec asks for that.</summary>
internal static class SignalGate
{
    private const string Kind = "signal.bounds";

    /// <summary>The panel to write, and what was found; <c>null</c> for a plain dataset. What was corrected is a warning, what remains refuses at every stage.</summary>
    /// <param name="instance">Name of the signal.</param>
    /// <param name="spec">The spec as in the instance document; <c>null</c> for a plain dataset.</param>
    /// <param name="panel">One column.</param>
    /// <param name="gate">The gate.</param>
    public static (Panel Panel, OptContractReport? Report) Check(string instance, JsonElement? spec, Panel panel, ContractGate gate = ContractGate.OnWrite)
    {
        if (spec is not { } json || panel.Fields.Count == 0)
        {
            return (panel, null);
        }

        var signal = Read(json);
        var field = panel.Fields.First();
        var check = signal.Check(panel.Index, panel.Field(field).Span);
        if (check.Passed)
        {
            return (panel, Report(instance, json, gate, check, isCorrected: false));
        }

        var corrected = new Panel(panel.Index, [KeyValuePair.Create(field, signal.Correct(panel.Index, panel.Field(field).Span))]);
        var remaining = signal.Check(corrected.Index, corrected.Field(field).Span);
        return remaining.Passed
            ? (corrected, Report(instance, json, gate, check, isCorrected: true))
            : (panel, Report(instance, json, gate, remaining, isCorrected: false));
    }

    /// <summary>What a check against bounds found, kind by kind.</summary>
    public static IEnumerable<ContractFinding> Findings(SignalCheck check, string? column = null) => check.Counts.Select(c =>
    {
        var kind = JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Key.ToString());
        return new ContractFinding(
            $"signal_{kind}",
            $"{c.Value:N0} of {check.Checked:N0} values: {kind.Replace('_', ' ')}",
            c.Value,
            [.. check.Samples.Where(s => s.Kind == c.Key).Select(s => FormattableString.Invariant($"{s.Date:yyyy-MM-dd} {s.Entity} {s.Value}"))])
        { Column = column };
    });

    /// <summary>Whether a spec may change values, not only judge them.</summary>
    public static bool Corrects(JsonElement spec) => Read(spec) is { ClampOnViolation: true } or { NeutralValue: not null };

    private static OptContractReport Report(string instance, JsonElement spec, ContractGate gate, SignalCheck check, bool isCorrected)
    {
        var contract = new BoundContract(new GuardrailContract(Kind, spec, GuardrailEnforcement.Block), "signal_spec");
        var findings = Findings(check).Select(f => isCorrected ? f with { Message = f.Message + ", corrected as signal_spec says", IsRemark = true } : f);
        return ContractGates.Report(gate, InstanceStage.Draft, contract, instance, new ContractCheck(check.Checked, [.. findings]));
    }

    private static SignalSpec Read(JsonElement spec) => new()
    {
        Min = Number(spec, "min"),
        Max = Number(spec, "max"),
        AllowNan = spec.TryGetProperty("allow_nan", out var allow) && allow.GetBoolean(),
        NeutralValue = Number(spec, "neutral_value"),
        ClampOnViolation = spec.TryGetProperty("clamp_on_violation", out var clamp) && clamp.GetBoolean(),
    };

    private static double? Number(JsonElement spec, string name) => spec.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
