using FsCheck;
using FsCheck.Fluent;
using OptAIC.Freshness;
using OptAIC.Schedules;

namespace OptAIC.Core.Tests.Schedules;

public sealed class IntervalTests
{
    private static readonly ZoneOffsets NewYork = ZoneOffsets.Of(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    private static readonly Arbitrary<(TimeZoneInfo Zone, DateTimeOffset At, int Seed)> Cases = Arb.From(
        from change in Gen.Elements(ClockChanges.All)
        from seed in Gen.Choose(0, int.MaxValue)
        select (change.Zone, change.At, seed));

    [Fact]
    public void A_window_begins_anew_each_day_and_its_end_counts()
    {
        var times = Times(60, new IntervalWindow(new(9, 30), new(16, 30), IntervalWindow.ParseWeekdays("mon-fri")));
        Assert.Equal(
            ["Fri 15:30", "Fri 16:30", "Mon 09:30", "Mon 10:30"],
            Walk(times, new DateTimeOffset(2026, 11, 27, 20, 0, 0, TimeSpan.Zero), 4).Select(o => o.Time.ToString("ddd HH:mm", null)));
    }

    [Fact]
    public void A_window_that_goes_over_midnight_belongs_to_the_day_on_which_it_opens()
    {
        var times = Times(120, new IntervalWindow(new(22, 0), new(3, 0), IntervalWindow.ParseWeekdays("fri")));
        Assert.Equal(
            ["Fri 22:00", "Sat 00:00", "Sat 02:00", "Fri 22:00"],
            Walk(times, new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero), 4).Select(o => o.Time.ToString("ddd HH:mm", null)));
    }

    [Fact]
    public void Without_a_window_the_beat_is_of_elapsed_time_whatever_the_clock_does()
    {
        var times = PlannedTimes.Of(TimeSpan.FromMinutes(7), null, NewYork, DateTimeOffset.UnixEpoch);
        var beats = Walk(times, new DateTimeOffset(2026, 11, 1, 5, 0, 0, TimeSpan.Zero), 100);
        Assert.All(beats.Zip(beats.Skip(1)), p => Assert.Equal(TimeSpan.FromMinutes(7), p.Second.Time - p.First.Time));
        Assert.Equal(beats[41], times.Previous(beats[42].Time));
        Assert.Equal(beats[42], times.Previous(beats[42].Time, inclusive: true));
        Assert.Equal(beats[42], times.Next(beats[42].Time, inclusive: true));
    }

    [Fact]
    public void Business_days_leave_out_weekends_and_holidays()
    {
        var thanksgiving = new BusinessCalendar([new DateOnly(2026, 11, 26)]);
        var times = PlannedTimes.Of(CronExpression.Parse("0 18 * * *"), NewYork, thanksgiving);
        Assert.Equal([25, 27, 30], Walk(times, new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.Zero), 3).Select(o => o.Time.Day));
        Assert.Equal(25, times.Previous(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero))!.Value.Time.Day);
    }

    [Theory]
    [InlineData("mon-fri", "1,2,3,4,5")]
    [InlineData("SAT,SUN", "0,6")]
    [InlineData("fri-mon", "0,1,5,6")]
    [InlineData("*", "0,1,2,3,4,5,6")]
    public void Weekdays_are_read_as_cron_reads_them(string text, string days) =>
        Assert.Equal(days, string.Join(',', Enumerable.Range(0, 7).Where(d => (IntervalWindow.ParseWeekdays(text) >> d & 1) != 0)));

    [Theory]
    [InlineData("someday")]
    [InlineData("5L")]
    [InlineData("")]
    public void What_is_no_list_of_weekdays_is_refused(string text) => Assert.Throws<InvalidCronException>(() => IntervalWindow.ParseWeekdays(text));

    [Fact]
    public void Windows_around_a_clock_change_fire_as_the_oracle_says() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Cases, c =>
        {
            var random = new Random(c.Seed);
            var (interval, start, end) = (random.Next(5, 400), random.Next(1440), random.Next(1440));
            var weekdays = (uint)random.Next(1, 128);
            var window = new IntervalWindow(TimeOnly.MinValue.AddMinutes(start), TimeOnly.MinValue.AddMinutes(end), weekdays);
            var times = PlannedTimes.Of(TimeSpan.FromMinutes(interval), window, ZoneOffsets.Of(c.Zone), default);
            var (from, to) = (c.At.AddDays(-2), c.At.AddDays(2));
            var expected = ClockChanges.Oracle(w => Matches(w, interval, start, end, weekdays), isInterval: true, c.Zone, from, to);
            return Forward(times, from, to).SequenceEqual(expected) && Backward(times, from, to).SequenceEqual(expected);
        }));

    // By counting minutes from the opening of the window of that day, and of the day before.
    private static bool Matches(DateTime wall, int interval, int start, int end, uint weekdays)
    {
        var length = (end - start + 1440) % 1440;
        foreach (var day in (DateTime[])[wall.Date, wall.Date.AddDays(-1)])
        {
            var minutes = (wall - day.AddMinutes(start)).TotalMinutes;
            if (minutes >= 0 && minutes <= length && minutes % interval == 0 && (weekdays >> (int)day.DayOfWeek & 1) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static PlannedTimes Times(int minutes, IntervalWindow window) => PlannedTimes.Of(TimeSpan.FromMinutes(minutes), window, NewYork, default);

    private static List<Occurrence> Walk(PlannedTimes times, DateTimeOffset from, int count)
    {
        var found = new List<Occurrence>();
        for (var at = from; found.Count < count; at = found[^1].Time)
        {
            found.Add(times.Next(at)!.Value);
        }

        return found;
    }

    private static List<DateTimeOffset> Forward(PlannedTimes times, DateTimeOffset from, DateTimeOffset to)
    {
        var found = new List<DateTimeOffset>();
        for (var at = from; times.Next(at) is { } next && next.Time <= to; at = next.Time)
        {
            found.Add(next.Time);
        }

        return found;
    }

    private static List<DateTimeOffset> Backward(PlannedTimes times, DateTimeOffset from, DateTimeOffset to)
    {
        var found = new List<DateTimeOffset>();
        for (var at = to.AddTicks(1); times.Previous(at) is { } previous && previous.Time > from; at = previous.Time)
        {
            found.Insert(0, previous.Time);
        }

        return found;
    }
}
