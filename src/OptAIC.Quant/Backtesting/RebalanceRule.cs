using System.Globalization;

namespace OptAIC.Quant.Backtesting;

/// <summary>
/// On which rows of the calendar targets are decided. The last row is never one of them: nothing decided there could trade.
/// </summary>
/// <param name="Frequency">How often.</param>
/// <param name="Rows">The n of <see cref="RebalanceFrequency.EveryRows"/>.</param>
/// <param name="Day">
/// For <see cref="RebalanceFrequency.Weekly"/>: the last row of the ISO week up to this day (so the day before, when it is a
/// holiday); null for the last row of the week.
/// </param>
public sealed record RebalanceRule(RebalanceFrequency Frequency, int Rows = 1, DayOfWeek? Day = null)
{
    /// <summary>The rows to decide on.</summary>
    /// <param name="dates">The calendar.</param>
    /// <param name="first">First row of the test.</param>
    /// <param name="last">Last row of the test.</param>
    /// <returns>For each row of the calendar, whether targets are decided there.</returns>
    internal bool[] RowsOf(IReadOnlyList<DateOnly> dates, int first, int last)
    {
        var decides = new bool[dates.Count];
        for (var t = first; t < last; t++)
        {
            decides[t] = Frequency switch
            {
                RebalanceFrequency.Once => t == first,
                RebalanceFrequency.Daily => true,
                RebalanceFrequency.Weekly => IsLastOfWeek(dates[t], dates[t + 1]),
                RebalanceFrequency.Monthly => Month(dates[t]) != Month(dates[t + 1]),
                RebalanceFrequency.Quarterly => Month(dates[t]) / 3 != Month(dates[t + 1]) / 3,
                _ => (t - first) % Rows == 0,
            };
        }

        return decides;
    }

    private bool IsLastOfWeek(DateOnly date, DateOnly next)
    {
        var day = IsoDay(Day ?? DayOfWeek.Sunday);
        return IsoDay(date.DayOfWeek) <= day && (Week(next) != Week(date) || IsoDay(next.DayOfWeek) > day);
    }

    private static int IsoDay(DayOfWeek day) => day == DayOfWeek.Sunday ? 7 : (int)day;

    private static int Month(DateOnly date) => (date.Year * 12) + date.Month - 1;

    private static (int Year, int Week) Week(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return (ISOWeek.GetYear(midnight), ISOWeek.GetWeekOfYear(midnight));
    }
}
