namespace OptAIC.Freshness;

/// <summary>The latest data date that is expected to be there on a given day.</summary>
public static class ExpectedDataDate
{
    /// <summary>Expected latest data date on day <paramref name="asOf"/>, without grace.</summary>
    /// <param name="frequency">How often data come.</param>
    /// <param name="asOf">The day, in the schedule's zone; data of that day itself are never expected yet.</param>
    /// <param name="calendar">Business days.</param>
    /// <returns>The date, or <c>null</c> when nothing is expected.</returns>
    public static DateOnly? On(UpdateFrequency frequency, DateOnly asOf, BusinessCalendar calendar) => frequency.Frequency switch
    {
        Frequency.Daily => frequency.BusinessDaysOnly ? calendar.Before(asOf) : asOf.AddDays(-1),
        Frequency.Weekly => LastWeekday(frequency.DayOfWeek, asOf),
        Frequency.Monthly => LastDayOfMonth(frequency.DayOfMonth, asOf),
        Frequency.Quarterly => QuarterStart(asOf).AddDays(-1),
        Frequency.Irregular => null,
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency.Frequency, "not a frequency"),
    };

    /// <summary>The earliest data date that is tolerated: the expected one less the grace period.</summary>
    public static DateOnly WithGrace(UpdateFrequency frequency, DateOnly expected, BusinessCalendar calendar) =>
        frequency.BusinessDaysOnly ? calendar.Back(expected, frequency.GracePeriodDays) : expected.AddDays(-frequency.GracePeriodDays);

    /// <summary>
    /// The instant, in UTC, from which a data date is expected: the first one at which the date in the zone is later. A midnight
    /// that comes twice counts the first time; one that the clocks leap over counts where they land.
    /// </summary>
    public static DateTimeOffset ExpectedFrom(DateOnly dataDate, TimeZoneInfo zone)
    {
        var midnight = new DateTimeOffset(dataDate.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        // No zone is 15 hours from UTC, so this offset was in force before the local midnight.
        var first = midnight - zone.GetUtcOffset(midnight.AddHours(-15));
        var offset = zone.GetUtcOffset(first);
        var second = midnight - offset;
        return zone.GetUtcOffset(second) == offset ? second : first;
    }

    private static DateOnly LastWeekday(DayOfWeek weekday, DateOnly asOf)
    {
        var back = ((int)asOf.DayOfWeek - (int)weekday + 7) % 7;
        return asOf.AddDays(back == 0 ? -7 : -back);
    }

    private static DateOnly LastDayOfMonth(int? day, DateOnly asOf)
    {
        var first = new DateOnly(asOf.Year, asOf.Month, 1);
        var thisMonth = Clamp(first, day);
        return thisMonth < asOf ? thisMonth : Clamp(first.AddMonths(-1), day);
    }

    private static DateOnly Clamp(DateOnly first, int? day)
    {
        var length = DateTime.DaysInMonth(first.Year, first.Month);
        return first.AddDays(Math.Min(day ?? length, length) - 1);
    }

    private static DateOnly QuarterStart(DateOnly date) => new(date.Year, ((date.Month - 1) / 3 * 3) + 1, 1);
}
