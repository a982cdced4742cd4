namespace OptAIC.Freshness;

/// <summary>When newer data are expected, and how long a delay is tolerated.</summary>
public sealed record UpdateFrequency
{
    /// <summary>How often.</summary>
    public Frequency Frequency { get; init; } = Frequency.Daily;

    /// <summary>Days of tolerance; business days when <see cref="BusinessDaysOnly"/>.</summary>
    public int GracePeriodDays { get; init; }

    /// <summary>Daily data come on business days only.</summary>
    public bool BusinessDaysOnly { get; init; }

    /// <summary>The weekday of weekly data.</summary>
    public DayOfWeek DayOfWeek { get; init; } = DayOfWeek.Monday;

    /// <summary>The day of monthly data, 1 to 31, clamped to the month's length; <c>null</c> is the last day.</summary>
    public int? DayOfMonth { get; init; }

    /// <summary>Name of the holiday calendar; <c>null</c> is Monday to Friday without holidays.</summary>
    public string? Calendar { get; init; }
}
