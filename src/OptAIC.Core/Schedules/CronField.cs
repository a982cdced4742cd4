namespace OptAIC.Schedules;

/// <summary>A field of a cron expression.</summary>
public enum CronField
{
    /// <summary>Second, 0 to 59; only where an expression has six fields.</summary>
    Second,

    /// <summary>Minute, 0 to 59.</summary>
    Minute,

    /// <summary>Hour, 0 to 23.</summary>
    Hour,

    /// <summary>Day of the month, 1 to 31.</summary>
    DayOfMonth,

    /// <summary>Month, 1 to 12 or JAN to DEC.</summary>
    Month,

    /// <summary>Day of the week, 0 to 7 or SUN to SAT; 0 and 7 are Sunday.</summary>
    DayOfWeek,
}
