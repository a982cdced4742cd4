using OptAIC.Quant.Risk;

namespace OptAIC.Quant.Performance;

/// <summary>Computes the metrics of one equity curve.</summary>
internal sealed class Measurement
{
    private const double PeriodsPerYear = 252;

    private readonly PerformanceInput _input;
    private readonly double[] _returns;
    private readonly Moments _moments;
    private readonly double _riskFree;

    public Measurement(PerformanceInput input)
    {
        _input = input;
        _returns = SimpleReturns(input.Equity.Span);
        _moments = Moments.Of(_returns);
        _riskFree = Math.Pow(1 + input.RiskFreeRate, 1 / PeriodsPerYear) - 1;
    }

    public PerformanceMetrics Metrics()
    {
        var metrics = new PerformanceMetrics
        {
            Observations = _returns.Length,
            Trades = _input.Activity?.Trades,
            CommissionPaid = _input.Activity?.Commission,
            SlippagePaid = _input.Activity?.SlippageCost,
            AverageHoldingPeriod = _input.Activity?.AverageHoldingRows,
        };
        return IsMeasurable() ? WithBenchmark(WithRisk(WithReturn(metrics))) : metrics;
    }

    /// <summary>Simple returns of levels: one fewer than these.</summary>
    public static double[] SimpleReturns(ReadOnlySpan<double> levels)
    {
        var returns = new double[Math.Max(levels.Length - 1, 0)];
        for (var k = 0; k < returns.Length; k++)
        {
            returns[k] = (levels[k + 1] / levels[k]) - 1;
        }

        return returns;
    }

    /// <summary>Returns only mean something while there is equity.</summary>
    private bool IsMeasurable()
    {
        var isPositive = true;
        foreach (var equity in _input.Equity.Span)
        {
            isPositive &= equity > 0 && double.IsFinite(equity);
        }

        return isPositive && _returns.Length > 0;
    }

    private PerformanceMetrics WithReturn(PerformanceMetrics metrics)
    {
        var equity = _input.Equity.Span;
        var total = (equity[^1] / equity[0]) - 1;
        var gains = _returns.Where(r => r > 0).Sum();
        var losses = -_returns.Where(r => r < 0).Sum();
        return metrics with
        {
            TotalReturn = total,
            Cagr = total > -1 ? Math.Pow(1 + total, PeriodsPerYear / _returns.Length) - 1 : null,
            HitRate = (double)_returns.Count(r => r > 0) / _returns.Length,
            ProfitFactor = losses > 0 ? gains / losses : null,
            Turnover = _input.Activity?.TradedNotional / Moments.Of(equity).Mean * PeriodsPerYear / _returns.Length,
        };
    }

    private PerformanceMetrics WithRisk(PerformanceMetrics metrics)
    {
        var drawdown = Drawdown.Deepest(_input.Dates, _input.Equity.Span);
        var tail = TailRisk.Historical(_returns, 0.95);
        var downside = Math.Sqrt(_returns.Sum(r => Math.Min(r, 0) * Math.Min(r, 0)) / _returns.Length * PeriodsPerYear);
        return metrics with
        {
            AnnVol = _moments.Deviation * Math.Sqrt(PeriodsPerYear),
            Sharpe = SharpePerRow(_riskFree) * Math.Sqrt(PeriodsPerYear),
            Sortino = downside > 0 ? _moments.Mean * PeriodsPerYear / downside : null,
            MaxDrawdown = drawdown.Depth,
            MaxDrawdownPeak = drawdown.Peak,
            MaxDrawdownTrough = drawdown.Trough,
            MaxDrawdownRecovery = drawdown.Recovery,
            Calmar = drawdown.Depth < 0 ? metrics.Cagr / -drawdown.Depth : null,
            Var95 = tail.ValueAtRisk,
            Cvar95 = tail.ExpectedShortfall,
            Skew = _moments.SampleSkew,
            Kurtosis = _moments.SampleExcessKurtosis,
            ProbabilisticSharpe = ProbabilisticSharpe(),
        };
    }

    private PerformanceMetrics WithBenchmark(PerformanceMetrics metrics)
    {
        if (_input.Benchmark.IsEmpty)
        {
            return metrics;
        }

        var (own, benchmark) = RowsWithBenchmark();
        if (own.Length == 0)
        {
            return metrics;
        }

        var comparison = BenchmarkComparison.Of(own, benchmark, _riskFree, PeriodsPerYear);
        return metrics with
        {
            Beta = comparison.Beta,
            Alpha = comparison.Alpha,
            TrackingError = comparison.TrackingError,
            InformationRatio = comparison.InformationRatio,
            UpCapture = comparison.UpCapture,
            DownCapture = comparison.DownCapture,
        };
    }

    /// <summary>The returns of the rows on which the benchmark has one too.</summary>
    private (double[] Own, double[] Benchmark) RowsWithBenchmark()
    {
        var pairs = _returns.Zip(SimpleReturns(_input.Benchmark.Span)).Where(pair => double.IsFinite(pair.Second)).ToArray();
        return ([.. pairs.Select(pair => pair.First)], [.. pairs.Select(pair => pair.Second)]);
    }

    private double? SharpePerRow(double riskFree) =>
        _moments.Deviation > 0 ? (_moments.Mean - riskFree) / _moments.Deviation : null;

    private double? ProbabilisticSharpe()
    {
        var sharpe = SharpePerRow(0);
        var spread = 1 - (_moments.PopulationSkew * sharpe) + ((_moments.PopulationKurtosis - 1) / 4 * sharpe * sharpe);
        return spread > 0 ? NormalDistribution.Cumulative(sharpe!.Value * Math.Sqrt(_returns.Length - 1) / Math.Sqrt(spread.Value)) : null;
    }
}
