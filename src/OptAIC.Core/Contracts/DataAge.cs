using OptAIC.Freshness;

namespace OptAIC.Contracts;

/// <summary>How old data are.</summary>
public static class DataAge
{
    /// <summary>Days from the last date in the data to the day on which they are looked at; 0 when the data reach that day.</summary>
    /// <param name="lastDate">Last date in the data.</param>
    /// <param name="asOf">Day on which they are looked at.</param>
    /// <param name="calendar">Counts business days after <paramref name="lastDate"/> up to and with <paramref name="asOf"/>; <c>null</c> counts all days.</param>
    public static int Of(DateOnly lastDate, DateOnly asOf, BusinessCalendar? calendar = null)
    {
        if (asOf <= lastDate)
        {
            return 0;
        }

        if (calendar is null)
        {
            return asOf.DayNumber - lastDate.DayNumber;
        }

        var age = 0;
        for (var day = lastDate.AddDays(1); day <= asOf; day = day.AddDays(1))
        {
            age += calendar.IsBusinessDay(day) ? 1 : 0;
        }

        return age;
    }
}
