namespace OptAIC.Core.Tests.Schedules;

/// <summary>Where clocks are changed, and what a pattern fires there, found by looking at each minute.</summary>
internal static class ClockChanges
{
    /// <summary>All changes of all zones of this machine from 1990 to 2040.</summary>
    public static (TimeZoneInfo Zone, DateTimeOffset At)[] All { get; } = [.. TimeZoneInfo.GetSystemTimeZones().SelectMany(z => Of(z).Select(at => (z, at)))];

    /// <summary>The instants at which a pattern of whole minutes fires: every minute is looked at, and what the clock showed in the two days before is remembered.</summary>
    public static List<DateTimeOffset> Oracle(Func<DateTime, bool> matches, bool isInterval, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (found, shown, before) = (new List<DateTimeOffset>(), new HashSet<DateTime>(), default(DateTime?));
        for (var at = from.AddDays(-2); at <= to; at = at.AddMinutes(1))
        {
            var wall = (at + zone.GetUtcOffset(at)).UtcDateTime;
            var skipped = before is { } last && wall > last.AddMinutes(1) ? Enumerable.Range(1, (int)(wall - last).TotalMinutes - 1).Select(m => last.AddMinutes(m)) : [];
            if (at > from && ((shown.Add(wall) | isInterval) && matches(wall) || skipped.Any(matches)))
            {
                found.Add(at);
            }

            shown.Add(wall);
            before = wall;
        }

        return found;
    }

    private static IEnumerable<DateTimeOffset> Of(TimeZoneInfo zone)
    {
        var (at, end) = (new DateTimeOffset(1990, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        for (var offset = zone.GetUtcOffset(at); at < end; at = at.AddDays(1))
        {
            if (zone.GetUtcOffset(at) == offset)
            {
                continue;
            }

            // To the minute, by halves.
            var (with, without) = (at.AddDays(-1), at);
            while (without - with > TimeSpan.FromMinutes(1))
            {
                var middle = with.AddMinutes((int)(without - with).TotalMinutes / 2);
                (with, without) = zone.GetUtcOffset(middle) == offset ? (middle, without) : (with, middle);
            }

            offset = zone.GetUtcOffset(without);
            yield return without;
        }
    }
}
