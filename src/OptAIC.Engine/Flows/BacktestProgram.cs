using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Lineage;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Optimizers;
using OptAIC.Quant.Panels;
using OptAIC.Quant.TearSheets;

namespace OptAIC.Engine.Flows;

/// <summary>The backtest flow: the fixed procedure over the instance's prices, signals and optimiser.</summary>
internal sealed class BacktestProgram : IFlowProgram
{
    public Task<FlowResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var config = context.Document.Config;
        var settings = BacktestConfig.Settings(config);
        context.Progress(null, "reading prices and signals");
        var data = Data(context);
        cancellation.ThrowIfCancellationRequested();
        context.Progress(null, "simulating");
        BacktestResult result;
        try
        {
            result = Backtest.Run(settings, data, Optimizer(context), cancellation: cancellation);
        }
        catch (Exception error) when (error is InvalidBacktestException or LookAheadException or DecisionFailedException)
        {
            throw new BacktestFailedException(context.Instance.Name, error);
        }

        context.Log($"{result.Equity.Count} rows, {result.Decisions.Count} decisions, {result.Trades.Count} trades; {result.AuditedDecisions} decisions made again without the future: the same");
        context.Progress(null, "writing the tear sheet");
        var staging = FilesOutput.Stage(context.Paths, context.Flow, context.Run.Id);
        BacktestFiles.Write(staging, result, Options(context));
        var last = result.Equity.Count > 0 ? result.Equity[^1].Date : (DateOnly?)null;
        return Task.FromResult(new FlowResult(FilesOutput.Prepare(context.Paths, staging, context.Run.Id, last)) { Metrics = MetricNames.Of(result.Metrics) });
    }

    private static TearSheetOptions Options(FlowContext context)
    {
        var inputs = string.Join(", ", context.InputVersions.DistinctBy(i => i.Instance).Select(i => $"{i.InstanceName} ({i.Version[..12]})"));
        return new TearSheetOptions(context.Instance.Name)
        {
            Description = $"Inputs: {inputs}",
            BenchmarkName = BacktestConfig.Benchmark(context.Document.Config) ?? "Benchmark",
            Notes = ["When values became known is assumed: each on its observation date."],
        };
    }

    private static BacktestData Data(FlowContext context)
    {
        var prices = context.Read(Input(context, "prices") ?? throw new UnsupportedFlowException($"{context.Instance.Name} has no prices")).Panel;
        const string close = "close";
        if (!prices.Has(close))
        {
            throw new UnknownPriceException(context.Instance.Name, close, prices.Fields);
        }

        var benchmark = BacktestConfig.Benchmark(context.Document.Config);
        if (benchmark is not null && prices.Index.EntityAt(benchmark) < 0)
        {
            throw new UnknownPriceException(context.Instance.Name, benchmark, []);
        }

        return new BacktestData(prices.Index, prices.Field(close))
        {
            Open = prices.Has("open") ? prices.Field("open") : default,
            Volume = prices.Has("volume") ? prices.Field("volume") : default,
            Signals = [.. Signals(context, prices.Index)],
            Universe = BacktestConfig.Universe(context.Document.Config),
            Benchmark = benchmark is null ? default : prices.Series(close, prices.Index.EntityAt(benchmark)).ToArray(),
        };
    }

    private static IEnumerable<ReadOnlyMemory<double>> Signals(FlowContext context, PanelIndex index)
    {
        foreach (var role in (string[])["signal", "secondary_signal"])
        {
            foreach (var edge in context.Inputs.Where(e => e.Role == role))
            {
                var signal = context.Read(edge).Panel;
                yield return signal.AlignTo(index).Field(signal.Fields.First());
            }
        }
    }

    private static IPortfolioOptimizer? Optimizer(FlowContext context)
    {
        if (context.Instance.Upstream.FirstOrDefault(e => !e.CarriesData && e.Role == "optimizer") is not { } uses)
        {
            return null;
        }

        var optimizer = InstanceFolder.Document(context.Snapshot.PathsOf(uses.Upstream.Instance));
        return OptimizerFactory.Create(context.Workspace.Load(optimizer.Definition!).Definition, optimizer.Config);
    }

    private static LineageEdge? Input(FlowContext context, string role) => context.Inputs.FirstOrDefault(e => e.Role == role);
}
