using OptAIC.Quant.Performance;

namespace OptAIC.Quant.Backtesting;

/// <summary>Measures a simulation from its first decision on.</summary>
internal static class BacktestMetrics
{
    public static PerformanceMetrics Of(Journal journal, ReadOnlyMemory<double> benchmark, double riskFreeRate)
    {
        var first = journal.Decisions.Count > 0
            ? journal.Equity.FindIndex(row => row.Date == journal.Decisions[0].Date)
            : journal.Equity.Count - 1;
        var rows = journal.Equity[first..];
        return PerformanceMetrics.Of(new PerformanceInput([.. rows.Select(row => row.Date)], rows.Select(row => row.Equity).ToArray())
        {
            Benchmark = benchmark.IsEmpty ? benchmark : benchmark[first..],
            RiskFreeRate = riskFreeRate,
            Activity = new TradingActivity
            {
                Trades = journal.Trades.Count,
                TradedNotional = rows.Sum(row => row.TradedNotional),
                Commission = rows.Sum(row => row.Commission),
                SlippageCost = rows.Sum(row => row.SlippageCost),
                AverageHoldingRows = journal.Spells > 0 ? (double)journal.Positions.Count / journal.Spells : null,
            },
        });
    }
}
