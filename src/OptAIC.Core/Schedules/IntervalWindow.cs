namespace OptAIC.Schedules;

/// <summary>Part of the day in which an interval is kept, by the wall clock: it begins anew each time that the window opens.</summary>
/// <param name="Start">When it opens; that is the first time.</param>
/// <param name="End">When it closes; a time that falls on it counts. Earlier than <paramref name="Start"/>, it is on the next day.</param>
/// <param name="Weekdays">The days on which it opens, bit 0 Sunday.</param>
public sealed record IntervalWindow(TimeOnly Start, TimeOnly End, uint Weekdays)
{
    /// <summary>Every day.</summary>
    public const uint EveryDay = 0b111_1111;

    /// <summary>Reads weekdays as cron does: <c>mon-fri</c>, <c>SAT,SUN</c>, <c>1-5</c>, <c>*</c>.</summary>
    /// <exception cref="InvalidCronException">It is no list of weekdays.</exception>
    public static uint ParseWeekdays(string text)
    {
        var values = new CronFieldReader(text, CronField.DayOfWeek, 0..text.Length).Read();
        return values.LastWeekdays == 0 && values.NthWeekdays == 0
            ? (uint)values.Values
            : throw new InvalidCronException(text, CronField.DayOfWeek, 1, "'L' and '#' need a month", "days are names (mon) or numbers (0 to 7), with ranges (mon-fri) and lists (mon,wed)");
    }

    internal WallWindow Pattern(long interval) =>
        new(interval, Start.Ticks / TimeSpan.TicksPerSecond, (End - Start).Ticks / TimeSpan.TicksPerSecond, Weekdays);
}
