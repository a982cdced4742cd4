using System.Globalization;
using System.Text;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Errors;
using OptAIC.Quant.Optimizers;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows;

/// <summary>The optimize flow: weights on the last date, from the returns of the last rows of the input's closes.</summary>
internal sealed class OptimizeProgram : IFlowProgram
{
    public Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var input = context.Inputs.FirstOrDefault() ?? throw new OptimizationException(context.Instance.Name, "it has no upstream to take prices from", "give it one, for example --upstream input=prices");
        var published = context.Read(input);
        var optimizer = OptimizerFactory.Create(FlowPrograms.DefinitionOf(context, context.Document), context.Document.Config);
        var lookback = context.Document.Config.TryGetProperty("lookback", out var rows) ? rows.GetInt32() : 252;
        context.Progress(null, "optimising");
        var returns = Returns(context.Instance.Name, published.Panel, lookback);
        OptimizationResult result;
        try
        {
            result = optimizer.Optimize(new OptimizationInput(returns.Names) { Returns = returns }, cancellation);
        }
        catch (InfeasibleConstraintsException infeasible)
        {
            throw new OptimizationException(context.Instance.Name, infeasible.Message, "loosen one of these constraints");
        }

        context.Log($"{result.Method} over {returns.Names.Count} names and {returns.Observations} returns: {result.Status}, {result.Iterations} iterations");
        var staging = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        File.WriteAllText(Path.Combine(staging, "weights.csv"), WeightsCsv(published.Panel.Index.Dates[^1], result));
        return Task.FromResult(new FlowResult(FilesOutput.Prepare(context.Paths, staging, context.Run.Id, published.Panel.Index.Dates[^1])) { Metrics = Metrics(result) });
    }

    // Names with a gap in the window are left out, as in a backtest.
    private static ReturnWindow Returns(string instance, Panel panel, int lookback)
    {
        const string close = "close";
        if (!panel.Has(close))
        {
            throw new OptimizationException(instance, $"its input has no column '{close}'; it has {string.Join(", ", panel.Fields)}", "name a dataset of prices as its input");
        }

        if (panel.Index.Rows <= lookback)
        {
            throw new OptimizationException(instance, $"a lookback of {lookback} returns needs {lookback + 1} dates; the input has {panel.Index.Rows}", "shorten 'lookback' in the config");
        }

        var names = new List<string>();
        var values = new List<double>();
        for (var e = 0; e < panel.Index.Count; e++)
        {
            var window = panel.Series(close, e)[^(lookback + 1)..];
            if (!window.ContainsAnyExceptInRange(double.Epsilon, double.MaxValue))
            {
                names.Add(panel.Index.Entities[e]);
                for (var t = 1; t < window.Length; t++)
                {
                    values.Add((window[t] / window[t - 1]) - 1);
                }
            }
        }

        return names.Count > 0
            ? new ReturnWindow(names, lookback, values.ToArray())
            : throw new OptimizationException(instance, $"no name has all of the last {lookback + 1} closes", "shorten 'lookback' in the config");
    }

    private static string WeightsCsv(DateOnly date, OptimizationResult result)
    {
        var csv = new StringBuilder("date,entity,weight\n");
        for (var i = 0; i < result.Names.Count; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd},{result.Names[i]},{result.Weights[i]:R}\n");
        }

        return csv.ToString();
    }

    private static Dictionary<string, double?> Metrics(OptimizationResult result) => new()
    {
        ["names"] = result.Names.Count,
        ["volatility"] = result.Volatility,
        ["diversification_ratio"] = result.DiversificationRatio,
        ["effective_names"] = result.EffectiveNames,
        ["herfindahl"] = result.Herfindahl,
        ["gross_exposure"] = result.GrossExposure,
        ["net_exposure"] = result.NetExposure,
        ["active_constraints"] = result.ActiveConstraints.Count,
        ["iterations"] = result.Iterations,
    };
}

/// <summary>An optimisation cannot be done.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="problem">What stands in the way.</param>
/// <param name="hint">What to do.</param>
public sealed class OptimizationException(string instance, string problem, string hint)
    : OptException("OptimizationFailed", ExitCode.Failed, $"{instance}: {problem}", hint)
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
