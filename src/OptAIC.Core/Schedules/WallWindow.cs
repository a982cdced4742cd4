namespace OptAIC.Schedules;

/// <summary>Every so many minutes from one time of the day to another, on some weekdays. A window may go over midnight: then it belongs to the day on which it opens.</summary>
/// <param name="interval">Seconds between two times, 1 or more.</param>
/// <param name="opens">Second of the day of the first time.</param>
/// <param name="length">Seconds from there to the last one that is allowed, less than a day.</param>
/// <param name="weekdays">The days on which it opens, bit 0 Sunday; not none.</param>
internal sealed class WallWindow(long interval, long opens, long length, uint weekdays) : IWallPattern
{
    private const int DaysInWeek = 7;

    private readonly long _last = length / interval * interval;

    public bool IsInterval => true;

    public long NextWall(long wall)
    {
        // The window that opened the day before may still be open.
        for (var day = Math.Max(0, (wall / WallClock.Day) - 1); day <= DateOnly.MaxValue.DayNumber; day++)
        {
            var opening = (day * WallClock.Day) + opens;
            if (IsOpened(day) && wall <= opening + _last)
            {
                var found = wall <= opening ? opening : opening + ((wall - opening + interval - 1) / interval * interval);
                return found <= WallClock.End ? found : WallClock.None;
            }
        }

        return WallClock.None;
    }

    public long PreviousWall(long wall)
    {
        for (var day = wall / WallClock.Day; day >= 0; day--)
        {
            var opening = (day * WallClock.Day) + opens;
            if (IsOpened(day) && opening <= wall)
            {
                return opening + Math.Min(_last, (wall - opening) / interval * interval);
            }
        }

        return WallClock.None;
    }

    // Day 0 of year 1 was a Monday.
    private bool IsOpened(long day) => (weekdays >> (int)((day + 1) % DaysInWeek) & 1) != 0;
}
