namespace OptAIC.Schedules;

/// <summary>What makes a schedule fire.</summary>
public enum ScheduleKind
{
    /// <summary>A cron expression.</summary>
    Cron,

    /// <summary>Every so many minutes, always or in a window of the day.</summary>
    Interval,

    /// <summary>Every upstream is ready, and one of them has published another version.</summary>
    Upstream,

    /// <summary>Nothing: somebody starts it.</summary>
    Manual,
}
