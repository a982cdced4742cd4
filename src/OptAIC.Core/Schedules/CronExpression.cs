namespace OptAIC.Schedules;

/// <summary>
/// A cron expression: five fields (minute, hour, day of month, month, day of week), or six with seconds first. All fields have to match, the two day fields too.
/// </summary>
/// <remarks>
/// Fields take values, names (<c>JAN</c>, <c>MON</c>), ranges (<c>1-5</c>, <c>FRI-MON</c>), steps (<c>*/15</c>, <c>10-50/20</c>) and lists; the day of month also <c>L</c>, <c>L-3</c>,
/// <c>LW</c> and <c>15W</c>, the day of week <c>5L</c> (the last Friday) and <c>1#2</c> (the second Monday). Macros: <c>@yearly</c>, <c>@monthly</c>, <c>@weekly</c>, <c>@daily</c>, <c>@hourly</c> and the like.
/// <para>
/// Where a zone's clock is changed, nothing is lost and nothing fires twice that names a fixed time: a time in a gap fires at the first instant after it; a
/// time that the clock shows twice fires at the first showing, unless the second, minute or hour has <c>*</c>, a range or a step, which keeps its beat.
/// </para>
/// </remarks>
public sealed class CronExpression : IWallPattern
{
    private readonly CronDays _days;
    private readonly CronTimes _times;

    internal CronExpression(string text, CronTimes times, CronDays days, bool isInterval) => (Text, _times, _days, IsInterval) = (text, times, days, isInterval);

    /// <summary>The expression as it was written.</summary>
    public string Text { get; }

    /// <summary>Whether the second, minute or hour has <c>*</c>, a range or a step: then it fires at both showings of a time.</summary>
    public bool IsInterval { get; }

    /// <summary>Whether any day matches at all: <c>0 0 30 2 *</c> never fires.</summary>
    public bool CanFire => _days.Next(0) >= 0;

    /// <summary>Reads an expression.</summary>
    /// <exception cref="InvalidCronException">It is not one.</exception>
    public static CronExpression Parse(string text) => CronParser.Parse(text);

    /// <summary>The first instant after one at which it fires; <c>null</c> when there is none up to the end of year 9999.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="zone">The zone whose clock is meant.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself counts, where the expression matches the clock.</param>
    public Occurrence? Next(DateTimeOffset from, ZoneOffsets zone, bool inclusive = false) => OccurrenceSearch.Next(this, from, zone, inclusive);

    /// <summary>The last instant before one at which it fires; <c>null</c> when there is none.</summary>
    /// <inheritdoc cref="Next"/>
    public Occurrence? Previous(DateTimeOffset from, ZoneOffsets zone, bool inclusive = false) => OccurrenceSearch.Previous(this, from, zone, inclusive);

    /// <inheritdoc/>
    public override string ToString() => Text;

    long IWallPattern.NextWall(long wall)
    {
        var (day, second) = ((int)(wall / WallClock.Day), (int)(wall % WallClock.Day));
        var found = _days.Next(day);
        if (found == day)
        {
            if (_times.Next(second) is >= 0 and var time)
            {
                return (day * WallClock.Day) + time;
            }

            found = day < DateOnly.MaxValue.DayNumber ? _days.Next(day + 1) : -1;
        }

        return found < 0 ? WallClock.None : (found * WallClock.Day) + _times.First;
    }

    long IWallPattern.PreviousWall(long wall)
    {
        var (day, second) = ((int)(wall / WallClock.Day), (int)(wall % WallClock.Day));
        var found = _days.Previous(day);
        if (found == day)
        {
            if (_times.Previous(second) is >= 0 and var time)
            {
                return (day * WallClock.Day) + time;
            }

            found = day > 0 ? _days.Previous(day - 1) : -1;
        }

        return found < 0 ? WallClock.None : (found * WallClock.Day) + _times.Last;
    }
}
