namespace OptAIC.Schedules;

/// <summary>Seconds since the beginning of year 1, on a wall clock or in UTC.</summary>
internal static class WallClock
{
    public const long Day = 24 * 60 * 60;

    /// <summary>No such second.</summary>
    public const long None = long.MinValue;

    /// <summary>The last second of year 9999.</summary>
    public static readonly long End = DateTime.MaxValue.Ticks / TimeSpan.TicksPerSecond;
}
