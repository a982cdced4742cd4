using System.Text.Json;
using OptAIC.Engine.Yaml;
using OptAIC.Quant.Contracts;

namespace OptAIC.Engine.Contracts.Checks;

/// <summary>The contracts of portfolios, over the weights that an optimiser or a backtest publishes.</summary>
internal static class PortfolioChecks
{
    public static ContractCheck? Weights(JsonElement config, ContractSubject subject) => subject.Weights.Value is not { } weights ? null : new WeightsRule
    {
        Sum = config.Value("sum") is { ValueKind: JsonValueKind.Number } sum ? sum.GetDouble() : null,
        Tolerance = config.Number("tolerance") ?? 1e-6,
        Min = config.Number("min"),
        Max = config.Number("max"),
        LongOnly = config.Flag("long_only") ?? false,
        MaxPositions = config.Integer("max_positions"),
    }.Check(weights);

    public static ContractCheck? Leverage(JsonElement config, ContractSubject subject) => subject.Weights.Value is not { } weights ? null : new LeverageRule
    {
        MaxGross = config.Number("max_gross"),
        MinNet = config.Number("min_net"),
        MaxNet = config.Number("max_net"),
    }.Check(weights);

    public static ContractCheck? Turnover(JsonElement config, ContractSubject subject)
    {
        var checks = new List<ContractCheck>();
        if (config.Number("max") is { } max && subject.Weights.Value is { } weights && new TurnoverRule(max).Check(weights, subject.WeightsBefore.Value) is { Checked: > 0 } each)
        {
            checks.Add(each);
        }

        if (config.Number("max_annual") is { } annual && subject.Metrics is { } metrics)
        {
            checks.Add(new MetricRule([new MetricLimit("turnover", null, annual)]).Check(metrics));
        }

        return checks.Count == 0 ? null : new(checks.Sum(c => c.Checked), [.. checks.SelectMany(c => c.Findings)]);
    }

    public static ContractCheck? Concentration(JsonElement config, ContractSubject subject)
    {
        if (subject.Weights.Value is not { } weights)
        {
            return null;
        }

        var top = config.Value("max_top_share");
        return new ConcentrationRule
        {
            MaxWeight = config.Number("max_weight"),
            MaxHerfindahl = config.Number("max_hhi"),
            MinEffectiveNames = config.Number("min_effective_names"),
            TopCount = top?.Integer("n") ?? 10,
            MaxTopShare = top?.Number("share"),
        }.Check(weights);
    }

    /// <summary>What of a contract an optimiser's config already contradicts, before there are any weights.</summary>
    public static IEnumerable<ContractFinding> InConfig(string kind, JsonElement contract, JsonElement config)
    {
        var (least, most) = kind switch
        {
            "portfolio.weights" => (contract.Number("min"), contract.Number("max")),
            "portfolio.concentration" => (null, contract.Number("max_weight")),
            _ => ((double?)null, (double?)null),
        };
        if (Limit(config, "max_weight") is { } allowed && allowed > most)
        {
            yield return new("config_beyond_contract", FormattableString.Invariant($"the config allows weights up to {allowed}; the contract allows {most}"), 1, []);
        }

        if (Limit(config, "min_weight") is { } low && low < least)
        {
            yield return new("config_beyond_contract", FormattableString.Invariant($"the config allows weights down to {low}; the contract demands {least}"), 1, []);
        }

        if (kind == "portfolio.weights" && contract.Flag("long_only") == true && config.TryGetProperty("long_only", out var longOnly) && longOnly.ValueKind == JsonValueKind.False)
        {
            yield return new("config_beyond_contract", "the config allows negative weights; the contract does not", 1, []);
        }
    }

    private static double? Limit(JsonElement config, string key) => config.Value(key) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
}
