using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Model;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Engine.Flows;

/// <summary>Makes the optimiser that a definition and a config describe.</summary>
internal static class OptimizerFactory
{
    public static IPortfolioOptimizer Create(Definition definition, JsonElement config)
    {
        var constraints = new PortfolioConstraints
        {
            LongOnly = !config.TryGetProperty("long_only", out var longOnly) || longOnly.GetBoolean(),
            MinWeight = Number(config, "min_weight") ?? double.NegativeInfinity,
            MaxWeight = Number(config, "max_weight") ?? double.PositiveInfinity,
        };
        var covariance = new SampleCovariance(Number(config, "annualisation") ?? 252);
        return definition.EntryOf(FlowKind.Optimize)?.Text switch
        {
            "builtin.equal_weight" => new EqualWeightOptimizer(constraints, covariance),
            "builtin.min_variance" => new MinVarianceOptimizer(constraints, covariance),
            _ => throw new UnsupportedFlowException($"{definition} is no optimiser that this version of OptAIC has"),
        };
    }

    private static double? Number(JsonElement config, string name) => config.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
