using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Backtesting;

/// <summary>Small made-up markets: a row per weekday from Monday 2024-01-01, names A, B, C …</summary>
internal static class Market
{
    public static readonly DateOnly Monday = new(2024, 1, 1);

    /// <summary>A market from the closes of each name, oldest first.</summary>
    public static BacktestData Of(params double[][] closes)
    {
        var rows = closes[0].Length;
        var index = new PanelIndex(Weekdays().Take(rows), Enumerable.Range(0, closes.Length).Select(e => ((char)('A' + e)).ToString()));
        return new BacktestData(index, Flat(closes));
    }

    public static double[] Flat(params double[][] columns) => [.. columns.SelectMany(column => column)];

    public static double[] Constant(double value, int rows) => [.. Enumerable.Repeat(value, rows)];

    public static IEnumerable<DateOnly> Weekdays()
    {
        for (var date = Monday; ; date = date.AddDays(1))
        {
            if (date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                yield return date;
            }
        }
    }
}
