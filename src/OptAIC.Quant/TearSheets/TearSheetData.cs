using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Risk;

namespace OptAIC.Quant.TearSheets;

/// <summary>The series that a tear sheet shows, from the first decision on.</summary>
internal sealed class TearSheetData
{
    private const double RowsPerYear = 252;

    public TearSheetData(BacktestResult result)
    {
        var first = result.Decisions.Count == 0 ? 0 : result.Equity.Count(row => row.Date < result.Decisions[0].Date);
        Rows = [.. result.Equity.Skip(first)];
        Dates = [.. Rows.Select(row => row.Date)];
        Equity = [.. Rows.Select(row => row.Equity)];
        Benchmark = result.Benchmark.IsEmpty ? [] : Rebased(result.Benchmark.Span[first..], Equity[0]);
    }

    public EquityRow[] Rows { get; }

    public DateOnly[] Dates { get; }

    public double[] Equity { get; }

    /// <summary>The benchmark as if the same equity had been put into it; empty when there is none.</summary>
    public double[] Benchmark { get; }

    public double[] Drawdowns => Drawdown.Curve(Equity);

    public double[] LongExposure => [.. Rows.Select(row => row.LongValue / row.Equity)];

    public double[] ShortExposure => [.. Rows.Select(row => row.ShortValue / row.Equity)];

    public double[] NetExposure => [.. Rows.Select(row => (row.LongValue + row.ShortValue) / row.Equity)];

    /// <summary>Sharpe ratio over a moving window of returns, per year; NaN until the window is full or where returns do not vary.</summary>
    public double[] RollingSharpe(int window)
    {
        var sharpe = new double[Equity.Length];
        Array.Fill(sharpe, double.NaN);
        for (var t = window; t < sharpe.Length; t++)
        {
            sharpe[t] = Sharpe(Equity.AsSpan(t - window, window + 1));
        }

        return sharpe;
    }

    /// <summary>Return of every month, the first one from the first row on; a first row that ends its month has none.</summary>
    public IReadOnlyList<(DateOnly Month, double Return)> MonthlyReturns() =>
        ByMonth((first, last) => last > 0 ? (Equity[last] / Equity[Math.Max(first - 1, 0)]) - 1 : null);

    /// <summary>Traded value of every month over its mean equity, two-sided.</summary>
    public IReadOnlyList<(DateOnly Month, double Turnover)> MonthlyTurnover() =>
        ByMonth((first, last) => Rows[first..(last + 1)].Sum(row => row.TradedNotional) / Rows[first..(last + 1)].Average(row => row.Equity));

    private List<(DateOnly Month, double Value)> ByMonth(Func<int, int, double?> value)
    {
        var months = new List<(DateOnly, double)>();
        for (var (first, t) = (0, 0); t < Dates.Length; t++)
        {
            if (t + 1 == Dates.Length || Dates[t + 1].Month != Dates[t].Month || Dates[t + 1].Year != Dates[t].Year)
            {
                if (value(first, t) is { } number)
                {
                    months.Add((new DateOnly(Dates[t].Year, Dates[t].Month, 1), number));
                }

                first = t + 1;
            }
        }

        return months;
    }

    private static double Sharpe(ReadOnlySpan<double> equity)
    {
        var n = equity.Length - 1;
        var (sum, squares) = (0.0, 0.0);
        for (var k = 1; k <= n; k++)
        {
            sum += (equity[k] / equity[k - 1]) - 1;
        }

        var mean = sum / n;
        for (var k = 1; k <= n; k++)
        {
            var deviation = (equity[k] / equity[k - 1]) - 1 - mean;
            squares += deviation * deviation;
        }

        return squares > 0 ? mean / Math.Sqrt(squares / (n - 1)) * Math.Sqrt(RowsPerYear) : double.NaN;
    }

    private static double[] Rebased(ReadOnlySpan<double> levels, double start)
    {
        var rebased = new double[levels.Length];
        var known = levels.IndexOfAnyExcept(double.NaN);
        for (var t = 0; t < rebased.Length; t++)
        {
            rebased[t] = known < 0 ? double.NaN : levels[t] / levels[known] * start;
        }

        return rebased;
    }
}
