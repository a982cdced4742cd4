using System.Globalization;

namespace OptAIC.Quant.TearSheets;

/// <summary>Round places for the ticks of axes.</summary>
internal static class Axis
{
    private const int MostTimeTicks = 10;

    /// <summary>Round numbers across a range: multiples of 1, 2 or 5 times a power of ten, about as many as wanted.</summary>
    public static IEnumerable<double> Numbers(double low, double high, int wanted)
    {
        var raw = (high - low) / wanted;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = power * ((raw / power) switch
        {
            <= 1 => 1,
            <= 2 => 2,
            <= 5 => 5,
            _ => 10,
        });
        for (var k = Math.Ceiling(low / step); k * step <= high; k++)
        {
            yield return k == 0 ? 0 : k * step;
        }
    }

    /// <summary>The first rows of round months, quarters or years, with their labels.</summary>
    public static IEnumerable<(int Row, string Label)> Months(IReadOnlyList<DateOnly> dates)
    {
        var span = MonthOf(dates[^1]) - MonthOf(dates[0]) + 1;
        int[] steps = [1, 2, 3, 6, 12, 24, 60, 120, 240];
        var step = steps.FirstOrDefault(months => span / months <= MostTimeTicks, steps[^1]);
        for (var t = 1; t < dates.Count; t++)
        {
            if (MonthOf(dates[t]) / step != MonthOf(dates[t - 1]) / step)
            {
                yield return (t, dates[t].ToString(step < 12 ? "MMM yyyy" : "yyyy", CultureInfo.InvariantCulture));
            }
        }
    }

    private static int MonthOf(DateOnly date) => (date.Year * 12) + date.Month - 1;
}
