using FsCheck;
using FsCheck.Fluent;
using OptAIC.Schedules;

namespace OptAIC.Core.Tests.Schedules;

/// <summary>Around every kind of clock change, the occurrences are those that are found by looking at each minute.</summary>
public sealed class CronProperties
{
    private static readonly TimeSpan Around = TimeSpan.FromDays(3);

    private static readonly Arbitrary<(TimeZoneInfo Zone, DateTimeOffset At, int Seed)> Cases = Arb.From(
        from change in Gen.Elements(ClockChanges.All)
        from seed in Gen.Choose(0, int.MaxValue)
        select (change.Zone, change.At, seed));

    [Fact]
    public void Occurrences_around_a_clock_change_are_those_of_the_oracle() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Cases, c =>
        {
            var cron = RandomCron.Create(new Random(c.Seed));
            var (from, to) = (c.At - Around, c.At + Around);
            var expected = ClockChanges.Oracle(cron.Matches, cron.IsInterval, c.Zone, from, to);
            return (Forward(cron, c.Zone, from, to).SequenceEqual(expected) && Backward(cron, c.Zone, from, to).SequenceEqual(expected))
                .Label($"{cron.Text} in {c.Zone.Id} around {c.At:O}: expected {string.Join(' ', expected.Take(8))}; found {string.Join(' ', Forward(cron, c.Zone, from, to).Take(8))}");
        }));

    [Fact]
    public void Next_and_previous_undo_each_other_anywhere() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll(Cases, c =>
        {
            var random = new Random(c.Seed);
            var (text, zone) = (RandomCron.Create(random).Text, ZoneOffsets.Of(c.Zone));
            var cron = CronExpression.Parse(random.Next(2) == 0 ? text : $"{random.Next(60)},{random.Next(60)} {text}");
            var from = c.At.AddTicks(random.NextInt64(-20 * TimeSpan.TicksPerDay, 20 * TimeSpan.TicksPerDay));
            return cron.Next(from, zone) is not { } next
                || cron.Next(next.Time, zone) is not { } second
                || (next.Time > from && second.Time > next.Time && cron.Previous(second.Time, zone) == next && cron.Next(cron.Previous(second.Time, zone)!.Value.Time, zone) == second);
        }));

    private static List<DateTimeOffset> Forward(RandomCron random, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (cron, found) = (CronExpression.Parse(random.Text), new List<DateTimeOffset>());
        for (var at = from; cron.Next(at, ZoneOffsets.Of(zone)) is { } next && next.Time <= to; at = next.Time)
        {
            found.Add(next.Time);
        }

        return found;
    }

    private static List<DateTimeOffset> Backward(RandomCron random, TimeZoneInfo zone, DateTimeOffset from, DateTimeOffset to)
    {
        var (cron, found) = (CronExpression.Parse(random.Text), new List<DateTimeOffset>());
        for (var at = to.AddTicks(1); cron.Previous(at, ZoneOffsets.Of(zone)) is { } previous && previous.Time > from; at = previous.Time)
        {
            found.Add(previous.Time);
        }

        found.Reverse();
        return found;
    }
}
