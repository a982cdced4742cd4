using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace OptAIC.Schedules;

/// <summary>
/// The offsets of a zone over time, asked for by UTC instants only: what .NET says of local times (invalid, ambiguous) is wrong for a quarter of all
/// zones on Linux (dotnet/runtime issue 120915), its offsets at instants are right. Changes are found by bisection and kept per year.
/// </summary>
public sealed class ZoneOffsets
{
    private const int FirstKept = 1970;
    private const int LastKept = 2099;

    private static readonly ConditionalWeakTable<TimeZoneInfo, ZoneOffsets> Known = [];

    private readonly ZoneSegment[]?[] _years = new ZoneSegment[]?[LastKept - FirstKept + 1];
    private readonly ConcurrentDictionary<int, ZoneSegment[]> _otherYears = [];

    private ZoneOffsets(TimeZoneInfo zone) => Zone = zone;

    /// <summary>The zone.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The offsets of a zone.</summary>
    public static ZoneOffsets Of(TimeZoneInfo zone) => Known.GetValue(zone, static z => new ZoneOffsets(z));

    /// <summary>The stretch, within one year of UTC, that an instant is in.</summary>
    internal ZoneSegment At(long second)
    {
        var segments = Year(new DateTime(second * TimeSpan.TicksPerSecond).Year);
        var i = 0;
        while (segments[i].End <= second)
        {
            i++;
        }

        return segments[i];
    }

    private ZoneSegment[] Year(int year)
    {
        if (year is < FirstKept or > LastKept)
        {
            return _otherYears.GetOrAdd(year, Find);
        }

        return _years[year - FirstKept] ??= Find(year);
    }

    // A zone that changes and changes back within one day would not be seen; there is none.
    private ZoneSegment[] Find(int year)
    {
        var start = new DateTime(year, 1, 1).Ticks / TimeSpan.TicksPerSecond;
        var end = year == 9999 ? WallClock.End + 1 : new DateTime(year + 1, 1, 1).Ticks / TimeSpan.TicksPerSecond;
        var segments = new List<ZoneSegment>(3);
        var offset = OffsetAt(start);
        for (var day = start; day < end; day += WallClock.Day)
        {
            var last = Math.Min(day + WallClock.Day, end - 1);
            for (var from = day; OffsetAt(last) != offset;)
            {
                from = FirstOther(from, last, offset);
                segments.Add(new ZoneSegment(start, from, offset));
                (start, offset) = (from, OffsetAt(from));
            }
        }

        segments.Add(new ZoneSegment(start, end, offset));
        return [.. segments];
    }

    // The first second after one with the offset that has another.
    private long FirstOther(long with, long without, int offset)
    {
        while (without - with > 1)
        {
            var middle = with + ((without - with) / 2);
            (with, without) = OffsetAt(middle) == offset ? (middle, without) : (with, middle);
        }

        return without;
    }

    private int OffsetAt(long second) => (int)(Zone.GetUtcOffset(new DateTimeOffset(second * TimeSpan.TicksPerSecond, TimeSpan.Zero)).Ticks / TimeSpan.TicksPerSecond);
}
