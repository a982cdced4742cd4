using FsCheck;
using FsCheck.Fluent;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Core.Tests.Schedules;

/// <summary>What is due, as the clock goes on, stands still, jumps and goes back.</summary>
public sealed class DueRulesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Start = new(2026, 3, 27, 0, 0, 0, TimeSpan.Zero);

    // Steps of a clock in minutes, most of them on, some back, some far.
    private static readonly Arbitrary<(CatchUp CatchUp, int[] Steps, int Seed)> Walks = Arb.From(
        from catchUp in Gen.Elements(CatchUp.Skip, CatchUp.Last, CatchUp.All)
        from steps in Gen.ArrayOf(Gen.Frequency((8, Gen.Choose(1, 90)), (1, Gen.Choose(-4000, 0)), (1, Gen.Choose(200, 9000))), 60)
        from seed in Gen.Choose(0, int.MaxValue)
        select (catchUp, steps, seed));

    [Fact]
    public void Whatever_the_clock_does_nothing_is_started_twice_or_out_of_order() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Walks, walk =>
        {
            var started = Started(walk.CatchUp, walk.Steps, new Random(walk.Seed), out _, out _);
            return started.Zip(started.Skip(1)).All(p => p.First.Time < p.Second.Time && p.First.Wall < p.Second.Wall);
        }));

    [Fact]
    public void With_all_every_occurrence_up_to_the_latest_time_is_started() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Walks, walk =>
        {
            var started = Started(CatchUp.All, walk.Steps, new Random(walk.Seed), out var schedule, out var latest);
            return started.Select(s => s.Time).SequenceEqual(Between(schedule, Start, latest));
        }));

    [Fact]
    public void With_last_what_was_planned_last_is_started_however_late() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(200),
        Prop.ForAll(Walks, walk =>
        {
            var started = Started(CatchUp.Last, walk.Steps, new Random(walk.Seed), out var schedule, out var latest);
            return Between(schedule, Start, latest).LastOrDefault() == started.Select(s => s.Time).LastOrDefault();
        }));

    [Fact]
    public void Missed_ones_are_counted_and_named()
    {
        var schedule = Schedule("0 6 * * *", CatchUp.Last);
        var work = DueRules.Of(schedule, new ScheduleMark(Start), TimeSpan.Zero, Start.AddDays(4));
        Assert.Equal((3, 27, 29, 30), (work.Missed, work.FirstMissed!.Value.Time.Day, work.LastMissed!.Value.Time.Day, work.Due!.Value.Time.Day));
    }

    [Fact]
    public void With_skip_one_that_is_later_than_its_grace_is_missed_and_one_that_is_not_is_started()
    {
        var schedule = Schedule("0 6 * * *", CatchUp.Skip) with { Grace = TimeSpan.FromMinutes(10) };
        var planned = new DateTimeOffset(2026, 3, 27, 5, 0, 0, TimeSpan.Zero);
        Assert.NotNull(DueRules.Of(schedule, new ScheduleMark(Start), TimeSpan.Zero, planned.AddMinutes(10)).Due);
        var late = DueRules.Of(schedule, new ScheduleMark(Start), TimeSpan.Zero, planned.AddMinutes(11));
        Assert.Null(late.Due);
        Assert.Equal((1, planned), (late.Missed, late.LastMissed!.Value.Time));
    }

    [Fact]
    public void Two_machines_whose_zone_data_differ_start_a_fixed_time_once()
    {
        // One believes Berlin to be at UTC+1, the other at UTC.
        var (one, other) = (Schedule("0 6 * * *", CatchUp.Last), Schedule("0 6 * * *", CatchUp.Last, TimeZoneInfo.Utc));
        var now = new DateTimeOffset(2026, 3, 27, 6, 30, 0, TimeSpan.Zero);
        var first = DueRules.Of(one, new ScheduleMark(Start), TimeSpan.Zero, now).Due!.Value;
        var mark = new ScheduleMark(first.Time, first.Wall);
        Assert.Equal(DueWork.None, DueRules.Of(other, mark, TimeSpan.Zero, now));
        Assert.Equal(28, DueRules.Of(other, mark, TimeSpan.Zero, now.AddDays(1)).Due!.Value.Time.Day);
    }

    [Fact]
    public void A_time_that_the_clock_skipped_is_known_by_what_was_meant()
    {
        var schedule = Schedule("30 2 * * *", CatchUp.Last);
        var gap = DueRules.Of(schedule, new ScheduleMark(Start.AddDays(1.5)), TimeSpan.Zero, Start.AddDays(2.5)).Due!.Value;
        Assert.Equal((OccurrenceRule.Gap, new DateTime(2026, 3, 29, 2, 30, 0)), (gap.Rule, gap.Wall));
        Assert.Equal(3, gap.Time.Hour);
    }

    [Fact]
    public void Start_and_end_limit_what_is_planned()
    {
        var schedule = Schedule("0 6 * * *", CatchUp.Last) with { Start = Start.AddDays(2), End = Start.AddDays(4) };
        Assert.Equal(29, schedule.Next(Start)!.Value.Time.Day);
        Assert.Equal(30, schedule.Previous(Start.AddDays(100))!.Value.Time.Day);
        Assert.Null(schedule.Next(Start.AddDays(3.5)));
        Assert.Null(schedule.Previous(Start.AddDays(2)));
    }

    [Fact]
    public void The_delay_of_a_flow_is_its_own_always_the_same_and_less_than_the_jitter()
    {
        var schedule = Schedule("0 6 * * *", CatchUp.Last) with { Jitter = TimeSpan.FromSeconds(30) };
        var flows = Enumerable.Range(0, 300).Select(i => new FlowKey(new Guid(i, 1, 2, new byte[8]), FlowKind.Refresh)).ToList();
        var delays = flows.Select(schedule.DelayOf).ToList();
        Assert.Equal(delays, flows.Select(schedule.DelayOf));
        Assert.All(delays, d => Assert.InRange(d, TimeSpan.Zero, TimeSpan.FromSeconds(29)));
        Assert.Equal(30, delays.Distinct().Count());
        Assert.Equal(TimeSpan.Zero, (schedule with { Jitter = TimeSpan.Zero }).DelayOf(flows[0]));
    }

    // Goes through the times of a clock and starts what is due, as a scheduler does: the mark is all that it remembers.
    private static List<Occurrence> Started(CatchUp catchUp, int[] steps, Random random, out FlowSchedule schedule, out DateTimeOffset latest)
    {
        schedule = Schedule(random.Next(2) == 0 ? $"{random.Next(60)} {random.Next(12)},{random.Next(12, 24)} * * *" : $"{random.Next(60)} {random.Next(24)} * * *", catchUp);
        var (started, mark, now) = (new List<Occurrence>(), new ScheduleMark(Start), Start);
        latest = Start;
        foreach (var step in steps)
        {
            now = now.AddMinutes(step);
            latest = now > latest ? now : latest;
            for (var work = DueRules.Of(schedule, mark, TimeSpan.Zero, now); work != DueWork.None; work = DueRules.Of(schedule, mark, TimeSpan.Zero, now))
            {
                var decided = work.Due ?? work.LastMissed!.Value;
                mark = new ScheduleMark(decided.Time, decided.Wall);
                if (work.Due is { } due)
                {
                    started.Add(due);
                }
            }
        }

        return started;
    }

    private static List<DateTimeOffset> Between(FlowSchedule schedule, DateTimeOffset from, DateTimeOffset to)
    {
        var found = new List<DateTimeOffset>();
        for (var at = schedule.Next(from); at is { } next && next.Time <= to; at = schedule.Next(next.Time))
        {
            found.Add(next.Time);
        }

        return found;
    }

    private static FlowSchedule Schedule(string cron, CatchUp catchUp, TimeZoneInfo? zone = null) => new()
    {
        Kind = ScheduleKind.Cron,
        Text = cron,
        Times = PlannedTimes.Of(CronExpression.Parse(cron), ZoneOffsets.Of(zone ?? Berlin)),
        CatchUp = catchUp,
    };
}
