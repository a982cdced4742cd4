namespace OptAIC.Schedules;

/// <summary>
/// Finds the instants at which a pattern fires. An instant fires when the wall clock matches and shows that time first (or the pattern is an
/// interval), or when it is the first one after a gap in which some time matches.
/// </summary>
internal static class OccurrenceSearch
{
    // Clocks are set back by less than this; what was shown longer ago is no showing of the same time.
    private const long LongestRepeat = 2 * WallClock.Day;

    public static Occurrence? Next(IWallPattern pattern, DateTimeOffset from, ZoneOffsets zone, bool inclusive)
    {
        var (second, isWhole) = Split(from);
        var first = isWhole && inclusive ? second : second + 1;
        var wall = WallClock.None;
        var previous = default(ZoneSegment);
        for (var at = first; at <= WallClock.End;)
        {
            var segment = zone.At(at);
            if (segment.Start == at && at > second)
            {
                previous = zone.At(at - 1);
                if (segment.Offset > previous.Offset && InGap(pattern, previous, segment, ref wall))
                {
                    return At(pattern, segment, at, zone, isAfterGap: true);
                }
            }

            // A match that lies behind this stretch is kept: between here and there is none.
            var begin = at + segment.Offset;
            if (wall == WallClock.None || wall < begin || (previous.Offset > segment.Offset && at == segment.Start))
            {
                wall = begin < 0 ? pattern.NextWall(0) : begin > WallClock.End ? WallClock.None : pattern.NextWall(begin);
            }

            while (wall != WallClock.None && wall - segment.Offset < segment.End)
            {
                if (pattern.IsInterval || EndOfShowing(zone, wall - segment.Offset, wall) is not { } shown)
                {
                    return At(pattern, segment, wall - segment.Offset, zone);
                }

                wall = pattern.NextWall(shown);
            }

            if (wall == WallClock.None)
            {
                return null;
            }

            at = segment.End;
        }

        return null;
    }

    public static Occurrence? Previous(IWallPattern pattern, DateTimeOffset from, ZoneOffsets zone, bool inclusive)
    {
        var (second, isWhole) = Split(from);
        for (var at = isWhole && !inclusive ? second - 1 : second; at >= 0;)
        {
            var segment = zone.At(at);
            var wall = at + segment.Offset is >= 0 and var last ? pattern.PreviousWall(Math.Min(last, WallClock.End)) : WallClock.None;
            while (wall != WallClock.None && wall - segment.Offset >= segment.Start)
            {
                if (pattern.IsInterval || EndOfShowing(zone, wall - segment.Offset, wall) is null)
                {
                    return At(pattern, segment, wall - segment.Offset, zone);
                }

                wall = wall > 0 ? pattern.PreviousWall(wall - 1) : WallClock.None;
            }

            if (segment.Start == 0)
            {
                return null;
            }

            var earlier = zone.At(segment.Start - 1);
            wall = WallClock.None;
            if (segment.Offset > earlier.Offset && InGap(pattern, earlier, segment, ref wall))
            {
                return At(pattern, segment, segment.Start, zone, isAfterGap: true);
            }

            at = segment.Start - 1;
        }

        return null;
    }

    private static (long Second, bool IsWhole) Split(DateTimeOffset from) => (from.UtcTicks / TimeSpan.TicksPerSecond, from.UtcTicks % TimeSpan.TicksPerSecond == 0);

    // Whether a time that the clock skips where one stretch ends and the next begins matches; the first match from the gap on is kept.
    private static bool InGap(IWallPattern pattern, ZoneSegment before, ZoneSegment after, ref long wall)
    {
        var gap = after.Start + before.Offset;
        if (gap < 0)
        {
            return false;
        }

        wall = pattern.NextWall(gap);
        return wall != WallClock.None && wall < after.Start + after.Offset;
    }

    // Where an earlier stretch stopped to show a time that it had shown before; nothing when it is shown for the first time.
    private static long? EndOfShowing(ZoneOffsets zone, long instant, long wall)
    {
        for (var segment = zone.At(instant); segment.Start > 0 && instant - segment.Start < LongestRepeat;)
        {
            segment = zone.At(segment.Start - 1);
            if (wall - segment.Offset >= segment.Start && wall - segment.Offset < segment.End)
            {
                return segment.End + segment.Offset;
            }
        }

        return null;
    }

    private static bool IsShownAgain(ZoneOffsets zone, long instant, long wall)
    {
        for (var segment = zone.At(instant); segment.End <= WallClock.End && segment.End - instant < LongestRepeat;)
        {
            segment = zone.At(segment.End);
            if (wall - segment.Offset >= segment.Start && wall - segment.Offset < segment.End)
            {
                return true;
            }
        }

        return false;
    }

    private static Occurrence? At(IWallPattern pattern, ZoneSegment segment, long instant, ZoneOffsets zone, bool isAfterGap = false)
    {
        var wall = instant + segment.Offset;
        // At the very ends of time there are instants whose wall clock has no date.
        if (wall < 0 || wall > WallClock.End)
        {
            return null;
        }

        var time = new DateTimeOffset(wall * TimeSpan.TicksPerSecond, TimeSpan.FromSeconds(segment.Offset));
        if (isAfterGap && pattern.NextWall(wall) != wall)
        {
            return new Occurrence(time, OccurrenceRule.Gap) { Wall = new DateTime(pattern.PreviousWall(wall - 1) * TimeSpan.TicksPerSecond) };
        }

        return new Occurrence(time, !pattern.IsInterval && IsShownAgain(zone, instant, wall) ? OccurrenceRule.Repeat : OccurrenceRule.Normal);
    }
}
