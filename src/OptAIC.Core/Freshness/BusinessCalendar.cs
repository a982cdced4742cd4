namespace OptAIC.Freshness;

/// <summary>Monday to Friday, less a set of holidays.</summary>
/// <param name="holidays">Dates without business.</param>
public sealed class BusinessCalendar(IEnumerable<DateOnly> holidays)
{
    private readonly HashSet<DateOnly> _holidays = [.. holidays];

    /// <summary>Monday to Friday, no holidays.</summary>
    public static BusinessCalendar Weekdays { get; } = new([]);

    /// <summary>Whether business is done on this date.</summary>
    public bool IsBusinessDay(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(date);

    /// <summary>The last business day strictly before a date.</summary>
    public DateOnly Before(DateOnly date)
    {
        do
        {
            date = date.AddDays(-1);
        }
        while (!IsBusinessDay(date));
        return date;
    }

    /// <summary>Goes back a number of business days; none leaves the date as it is.</summary>
    public DateOnly Back(DateOnly date, int businessDays)
    {
        for (var i = 0; i < businessDays; i++)
        {
            date = Before(date);
        }

        return date;
    }
}
