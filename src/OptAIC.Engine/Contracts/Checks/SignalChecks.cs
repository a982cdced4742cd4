using System.Text.Json;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Contracts;
using OptAIC.Quant.Signals;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>The contracts of signals.</summary>
internal static class SignalChecks
{
    public static ContractCheck? Bounds(JsonElement config, ContractSubject subject)
    {
        if (subject.Data.Value is not { } data)
        {
            return null;
        }

        var spec = new SignalSpec { Min = config.Number("min"), Max = config.Number("max"), AllowNan = config.Flag("allow_nan") ?? false };
        IReadOnlyList<string> columns = config.Texts("columns") is { Count: > 0 } named ? named : [.. data.Fields];
        var findings = columns.Where(c => !data.Has(c)).Select(c => new ContractFinding("missing_column", $"the column '{c}' is missing; there are {string.Join(", ", data.Fields)}", 1, [])).ToList();
        var @checked = 0L;
        foreach (var column in columns.Where(data.Has))
        {
            var check = spec.Check(data.Index, data.Field(column).Span);
            @checked += check.Checked;
            findings.AddRange(SignalGate.Findings(check, column));
        }

        return new(@checked, findings);
    }

    public static ContractCheck? Coverage(JsonElement config, ContractSubject subject) => DatasetChecks.Coverage(config, subject.Data.Value, subject.LastDataDate, subject);
}
