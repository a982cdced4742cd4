using OptAIC.Engine.Csv;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;
using OptAIC.Quant.Expressions;

namespace OptAIC.Benchmarks;

/// <summary>The backtest V1 (12-1 momentum, top 20, month-end, next open, 5 bps each) on the sample prices.</summary>
internal static class BacktestFigures
{
    public static void Report()
    {
        var prices = new CsvReader(new CsvFormat()).Read([Path.Combine(AppContext.BaseDirectory, "samples", "us_stocks", "prices.csv.gz")], CancellationToken.None);
        var momentum = Expression.Parse("REF(close, 21) / REF(close, 252) - 1").Evaluate(prices);
        var data = new BacktestData(prices.Index, prices.Field("close")) { Open = prices.Field("open"), Signals = [momentum.Values] };
        var settings = new BacktestSettings
        {
            Fill = FillPrice.NextOpen,
            Select = Selection.Top(20),
            Commission = CommissionModel.BasisPoints(5),
            Slippage = new FixedSlippage(5),
            AuditedDecisions = 0,
        };
        Timing.Print("backtest V1, warm", Timing.Median(30, _ => Backtest.Run(settings, data)), "goal: under 20 ms");
        var zscore = Expression.Parse("ZSCORE(REF(close, 21) / REF(close, 252) - 1)");
        Timing.Print("momentum expression, 1,259 × 98", Timing.Median(30, _ => zscore.Evaluate(prices)));
    }
}
