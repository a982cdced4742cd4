namespace OptAIC.Freshness;

/// <summary>When newer data are expected, and how long a delay is tolerated.</summary>
public sealed record UpdateFrequency
{
    /// <summary>How often.</summary>
    public Frequency Frequency { get; init; } = Frequency.Daily;

    /// <summary>Days of tolerance, 0 or more; business days when <see cref="BusinessDaysOnly"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int GracePeriodDays
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "grace cannot be negative");
    }

    /// <summary>Daily data come on business days only.</summary>
    public bool BusinessDaysOnly { get; init; }

    /// <summary>The weekday of weekly data.</summary>
    public DayOfWeek DayOfWeek { get; init; } = DayOfWeek.Monday;

    /// <summary>The day of monthly data, 1 to 31, clamped to the month's length; <c>null</c> is the last day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No month has such a day.</exception>
    public int? DayOfMonth
    {
        get;
        init => field = value is null or (>= 1 and <= 31) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a day of a month is 1 to 31");
    }

    /// <summary>Name of the holiday calendar; <c>null</c> is Monday to Friday without holidays.</summary>
    public string? Calendar { get; init; }
}
