using System.Text.Json;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Schemas;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Specs;

/// <summary>Checks what is a backtest's own in a spec.</summary>
internal static class BacktestSpecReader
{
    private static readonly string[] Keys = ["assets", "signals", "date_range", "config"];

    private static readonly Lazy<JsonSchema> Schema = new(() => EmbeddedYaml.Schema("Specs.backtest-schema.yml"));

    /// <summary>Reads a spec in its one form.</summary>
    /// <returns>The backtest; <c>null</c> when issues were added.</returns>
    public static BacktestSpec? Read(DocumentMapping spec, List<OptIssue> issues)
    {
        var own = new DocumentMapping([.. spec.Entries.Where(e => Keys.Contains(e.Name))], spec.Position);
        var result = Schema.Value.Validate(own);
        issues.AddRange(result.Issues);
        var before = issues.Count;
        CheckContradictions(own, issues);
        if (result.Value is { } value && issues.Count == before)
        {
            CheckSignal(own, value, issues);
        }

        return result.Value is { } resolved && issues.Count == before ? new BacktestSpec(resolved, result.Instances) : null;
    }

    private static void CheckContradictions(DocumentMapping spec, List<OptIssue> issues)
    {
        if (spec["date_range"] is DocumentMapping dates && string.CompareOrdinal(dates.TextOf("start"), dates.TextOf("end")) > 0 && dates.Contains("end"))
        {
            issues.Add(dates["start"]!.Issue("contradiction", $"start is {dates.TextOf("start")}, after end, which is {dates.TextOf("end")}"));
        }

        if (spec["config"] is not DocumentMapping config)
        {
            return;
        }

        if (config["commission"] is DocumentMapping commission && commission.Contains("rate") && commission.Contains("bps"))
        {
            issues.Add(commission["bps"]!.Issue("contradiction", "'rate' and 'bps' exclude each other"));
        }

        if (config["rebalance_day"] is { } day && config.TextOf("rebalance") != "weekly")
        {
            issues.Add(day.Issue("contradiction", "'rebalance_day' goes with 'rebalance: weekly' only"));
        }
    }

    private static void CheckSignal(DocumentMapping spec, JsonElement value, List<OptIssue> issues)
    {
        var portfolio = value.GetProperty("config").GetProperty("portfolio");
        var rule = portfolio.GetProperty("select").Text("rule");
        var weighting = portfolio.Text("weighting");
        if (value.GetProperty("signals").Value("primary") is null && (rule != "all" || weighting != "equal"))
        {
            issues.Add(spec["config"]!.Issue("missing_key", $"selecting or weighing by rank needs a signal, but 'signals.primary' is missing (select {rule}, weighting {weighting})"));
        }
    }
}
