using System.Globalization;
using System.Text.Json;
using OptAIC.Errors;
using OptAIC.Quant.Panels;
using OptAIC.Quant.Signals;

namespace OptAIC.Engine.Flows;

/// <summary>Checks a signal against its spec before it is written; corrects it when the spec asks for that.</summary>
internal static class SignalGate
{
    /// <summary>The panel to write, and what was found.</summary>
    /// <param name="spec">The spec as in the instance document; <c>null</c> for a plain dataset.</param>
    /// <param name="panel">One column.</param>
    /// <exception cref="SignalRefusedException">Values break the spec, and the spec does not say how to correct them.</exception>
    public static (Panel Panel, IReadOnlyList<OptIssue> Issues) Check(JsonElement? spec, Panel panel)
    {
        if (spec is not { } json)
        {
            return (panel, []);
        }

        var signal = Read(json);
        var field = panel.Fields.First();
        var check = signal.Check(panel.Index, panel.Field(field).Span);
        if (check.Passed)
        {
            return (panel, []);
        }

        var corrected = new Panel(panel.Index, [KeyValuePair.Create(field, signal.Correct(panel.Index, panel.Field(field).Span))]);
        var remaining = signal.Check(corrected.Index, corrected.Field(field).Span);
        return remaining.Passed ? (corrected, Issues(check, IssueSeverity.Warning)) : throw new SignalRefusedException(Issues(remaining, IssueSeverity.Error));
    }

    private static SignalSpec Read(JsonElement spec) => new()
    {
        Min = Number(spec, "min"),
        Max = Number(spec, "max"),
        AllowNan = spec.TryGetProperty("allow_nan", out var allow) && allow.GetBoolean(),
        NeutralValue = Number(spec, "neutral_value"),
        ClampOnViolation = spec.TryGetProperty("clamp_on_violation", out var clamp) && clamp.GetBoolean(),
    };

    private static List<OptIssue> Issues(SignalCheck check, IssueSeverity severity) =>
    [
        .. check.Counts.Select(c => new OptIssue
        {
            Severity = severity,
            Code = $"signal_{JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Key.ToString())}",
            Message = $"{c.Value} of {check.Checked} values: {JsonNamingPolicy.SnakeCaseLower.ConvertName(c.Key.ToString()).Replace('_', ' ')}",
            Count = c.Value,
            Sample = [.. check.Samples.Where(s => s.Kind == c.Key).Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Date:yyyy-MM-dd} {s.Entity} {s.Value}"))],
        }),
    ];

    private static double? Number(JsonElement spec, string name) => spec.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}

/// <summary>A signal breaks its spec; nothing is published.</summary>
/// <param name="issues">What was found, with counts and samples.</param>
public sealed class SignalRefusedException(IReadOnlyList<OptIssue> issues)
    : OptException(
        "Contract",
        ExitCode.Refused,
        $"the signal breaks its spec: {string.Join("; ", issues.Select(i => $"{i.Message}, for example {string.Join(", ", i.Sample.Take(2))}"))}",
        "allow it in signal_spec (allow_nan, min, max), or have it corrected (clamp_on_violation, neutral_value)")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;
}
