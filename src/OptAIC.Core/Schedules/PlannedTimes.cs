using OptAIC.Freshness;

namespace OptAIC.Schedules;

/// <summary>The instants that a schedule plans, on the clock of a zone.</summary>
public abstract class PlannedTimes
{
    /// <summary>The zone.</summary>
    public abstract ZoneOffsets Zone { get; }

    /// <summary>Whether it keeps a beat rather than naming fixed times.</summary>
    public abstract bool IsInterval { get; }

    /// <summary>Whether any day matches at all.</summary>
    public abstract bool CanFire { get; }

    /// <summary>The first instant after one at which it fires; <c>null</c> when there is none.</summary>
    /// <param name="from">The instant.</param>
    /// <param name="inclusive">Whether <paramref name="from"/> itself counts.</param>
    public abstract Occurrence? Next(DateTimeOffset from, bool inclusive = false);

    /// <summary>The last instant before one at which it fires; <c>null</c> when there is none.</summary>
    /// <inheritdoc cref="Next"/>
    public abstract Occurrence? Previous(DateTimeOffset from, bool inclusive = false);

    /// <summary>The instants of a cron expression.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="zone">The zone whose clock is meant.</param>
    /// <param name="businessDays">The only days that count; <c>null</c> is all.</param>
    public static PlannedTimes Of(CronExpression expression, ZoneOffsets zone, BusinessCalendar? businessDays = null) =>
        new WallTimes(businessDays is null ? expression : new BusinessDayPattern(expression, businessDays), zone, expression.CanFire);

    /// <summary>The instants of an interval.</summary>
    /// <param name="interval">The interval, whole minutes, 1 or more.</param>
    /// <param name="window">Where on the wall clock it is kept; <c>null</c> is always, in elapsed time, whatever the clock does.</param>
    /// <param name="zone">The zone whose clock is meant.</param>
    /// <param name="anchor">Without a window, an instant of the beat.</param>
    /// <param name="businessDays">With a window, the only days that count; <c>null</c> is all.</param>
    public static PlannedTimes Of(TimeSpan interval, IntervalWindow? window, ZoneOffsets zone, DateTimeOffset anchor, BusinessCalendar? businessDays = null)
    {
        if (window is null)
        {
            return new BeatTimes(interval, anchor, zone);
        }

        var pattern = window.Pattern((long)interval.TotalSeconds);
        return new WallTimes(businessDays is null ? pattern : new BusinessDayPattern(pattern, businessDays), zone, canFire: true);
    }

    private sealed class WallTimes(IWallPattern pattern, ZoneOffsets zone, bool canFire) : PlannedTimes
    {
        public override ZoneOffsets Zone => zone;

        public override bool IsInterval => pattern.IsInterval;

        public override bool CanFire => canFire;

        public override Occurrence? Next(DateTimeOffset from, bool inclusive) => OccurrenceSearch.Next(pattern, from, zone, inclusive);

        public override Occurrence? Previous(DateTimeOffset from, bool inclusive) => OccurrenceSearch.Previous(pattern, from, zone, inclusive);
    }

    private sealed class BeatTimes(TimeSpan interval, DateTimeOffset anchor, ZoneOffsets zone) : PlannedTimes
    {
        public override ZoneOffsets Zone => zone;

        public override bool IsInterval => true;

        public override bool CanFire => true;

        public override Occurrence? Next(DateTimeOffset from, bool inclusive)
        {
            var (beats, rest) = Math.DivRem(from.UtcTicks - anchor.UtcTicks, interval.Ticks);
            return At((inclusive && rest == 0) || rest < 0 ? beats : beats + 1);
        }

        public override Occurrence? Previous(DateTimeOffset from, bool inclusive)
        {
            var (beats, rest) = Math.DivRem(from.UtcTicks - anchor.UtcTicks, interval.Ticks);
            return At(rest < 0 || (!inclusive && rest == 0) ? beats - 1 : beats);
        }

        private Occurrence? At(long beat)
        {
            var ticks = ((Int128)beat * interval.Ticks) + anchor.UtcTicks;
            // Local times of the very ends have no date.
            return ticks < TimeSpan.TicksPerDay || ticks > DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
                ? null
                : new Occurrence(TimeZoneInfo.ConvertTime(new DateTimeOffset((long)ticks, TimeSpan.Zero), zone.Zone), OccurrenceRule.Normal);
        }
    }
}
