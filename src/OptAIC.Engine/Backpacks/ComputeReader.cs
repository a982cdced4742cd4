using System.Globalization;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Backpacks;

/// <summary>Reads <c>compute/compute.yml</c>.</summary>
internal static class ComputeReader
{
    private const string Units = "KMGT";

    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Backpacks.compute-schema.yml"));

    /// <summary>Reads it, and finds all that is wrong with it.</summary>
    public static ComputeSpec? Read(DocumentNode document, List<OptIssue> issues)
    {
        var form = Schema.Value.Validate(document);
        issues.AddRange(form.Issues);
        if (form.Value is not { } value)
        {
            return null;
        }

        if (document is DocumentMapping mapping && mapping["scheduler"] is { } scheduler)
        {
            issues.Add(scheduler.Issue("not_used", "parameters of a scheduler are kept and not used: this version runs workflows on this machine", IssueSeverity.Warning));
        }

        return new ComputeSpec
        {
            Cores = value.Integer("cores"),
            Memory = value.Text("memory") is { } memory ? BytesOf(memory) : null,
            TimeLimit = value.Duration("time_limit"),
            MostWorkers = value.Value("workers")?.Integer("max"),
            Retries = value.Value("workers")?.Integer("retries") ?? 0,
        };
    }

    // 2GiB and 2G are binary; 2GB is decimal.
    private static long BytesOf(string text)
    {
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = text[digits..].Trim();
        var step = unit.Length == 2 && unit[1] == 'B' ? 1000.0 : 1024.0;
        return (long)(double.Parse(text[..digits], CultureInfo.InvariantCulture) * (unit.Length == 0 ? 1 : Math.Pow(step, Units.IndexOf(unit[0], StringComparison.Ordinal) + 1)));
    }
}
