using System.Globalization;
using OptAIC.Core.Tests.Freshness;
using OptAIC.Schedules;

namespace OptAIC.Core.Tests.Schedules;

public sealed class CronFactsTests
{
    [Theory]
    [InlineData("0 30 2 * * *", "America/New_York", "2016-03-12T02:30:00-05:00", false, "2016-03-13T03:00:00-04:00")]
    [InlineData("0 */30 2 * * *", "America/New_York", "2016-03-13T01:59:00-05:00", true, "2016-03-13T03:00:00-04:00")]
    [InlineData("0 0,30 2 * * *", "America/New_York", "2016-03-12T02:30:00-05:00", false, "2016-03-13T03:00:00-04:00")]
    [InlineData("0 1-58 */2 * * *", "America/New_York", "2016-03-13T01:58:00-05:00", false, "2016-03-13T03:00:00-04:00")]
    [InlineData("0 30 0-23/2 * * *", "America/New_York", "2016-03-13T00:30:00-05:00", false, "2016-03-13T03:00:00-04:00")]
    [InlineData("0 */30 2 13 03 *", "America/New_York", "2016-03-13T01:59:00-05:00", false, "2016-03-13T03:00:00-04:00")]
    [InlineData("30 0 L * *", "Asia/Amman", "2017-03-30T23:59:59.9999999+02:00", false, "2017-03-31T01:00:00+03:00")]
    [InlineData("30 0 L * *", "Asia/Amman", "2017-03-31T01:00:00+03:00", true, "2017-04-30T00:30:00+03:00")]
    [InlineData("30 0 29 * *", "Asia/Amman", "2019-03-28T23:59:00+02:00", true, "2019-03-29T01:00:00+03:00")]
    [InlineData("30 23 * * *", "America/Santiago", "2017-05-14T00:00:00.0000001-04:00", true, "2017-05-14T23:30:00-04:00")]
    [InlineData("0 */30 * * * *", "America/New_York", "2016-11-06T01:30:00-04:00", false, "2016-11-06T01:00:00-05:00")]
    [InlineData("0 */30 * * * *", "America/New_York", "2016-11-06T01:59:00-04:00", true, "2016-11-06T01:00:00-05:00")]
    [InlineData("0 30 * * * *", "America/New_York", "2016-11-06T01:30:00-04:00", false, "2016-11-06T01:30:00-05:00")]
    [InlineData("0 30 1-9 * * *", "America/New_York", "2016-11-06T01:30:00-04:00", false, "2016-11-06T01:30:00-05:00")]
    [InlineData("0 0-30 1 * * *", "America/New_York", "2016-11-06T01:59:00-04:00", false, "2016-11-06T01:00:00-05:00")]
    [InlineData("*/30 0 1 * * *", "America/New_York", "2016-11-06T01:00:30-04:00", false, "2016-11-06T01:00:00-05:00")]
    [InlineData("*/30 0 1 * * *", "America/New_York", "2016-11-06T01:00:31-05:00", true, "2016-11-07T01:00:00-05:00")]
    [InlineData("0 0,30 1 * * *", "America/New_York", "2016-11-06T01:30:00-04:00", false, "2016-11-07T01:00:00-05:00")]
    [InlineData("0 0 1 * * *", "America/New_York", "2016-11-06T01:00:00-04:00", false, "2016-11-07T01:00:00-05:00")]
    [InlineData("0 0 */2 * * *", "America/New_York", "2016-11-06T00:30:00-04:00", true, "2016-11-06T02:00:00-05:00")]
    [InlineData("0 30 1 * * *", "Australia/Lord_Howe", "2017-04-02T01:30:00+10:30", true, "2017-04-03T01:30:00+10:30")]
    [InlineData("30 0 L * *", "Asia/Amman", "2014-10-31T00:30:00+03:00", true, "2014-10-31T00:30:00+03:00")]
    [InlineData("0 0 * * SAT", "America/New_York", "2000-01-01T00:00:00-05:00", false, "2000-01-08T00:00:00-05:00")]
    [InlineData("5 5 5 5 5", "America/New_York", "2017-05-05T05:05:00-04:00", false, "2023-05-05T05:05:00-04:00")]
    [InlineData("* * 30 2 *", "America/New_York", "1970-01-01T00:00:00-05:00", true, null)]
    [InlineData("* * * * * *", "UTC", "9999-12-31T23:59:59+00:00", false, null)]
    public void The_next_occurrence_is(string expression, string zone, string from, bool inclusive, string? expected) =>
        Assert.Equal(expected, Text(CronExpression.Parse(expression).Next(Time(from), Zone(zone), inclusive)?.Time));

    [Theory]
    [InlineData("30 1 * * *", "Europe/Dublin", "2026-03-28T12:00:00+00:00", "2026-03-29T02:00:00+01:00 2026-03-30T01:30:00+01:00")]
    [InlineData("30 1 * * *", "Europe/Dublin", "2026-10-24T12:00:00+01:00", "2026-10-25T01:30:00+01:00 2026-10-26T01:30:00+00:00")]
    [InlineData("*/30 * * * *", "Europe/Dublin", "2026-10-25T00:30:00+01:00", "2026-10-25T01:00:00+01:00 2026-10-25T01:30:00+01:00 2026-10-25T01:00:00+00:00 2026-10-25T01:30:00+00:00 2026-10-25T02:00:00+00:00")]
    [InlineData("30 2 * * *", "Africa/Casablanca", "2026-02-14T12:00:00+01:00", "2026-02-15T02:30:00+01:00 2026-02-16T02:30:00+00:00")]
    [InlineData("30 2 * * *", "Africa/Casablanca", "2026-03-21T12:00:00+00:00", "2026-03-22T03:00:00+01:00 2026-03-23T02:30:00+01:00")]
    [InlineData("*/30 * * * *", "Africa/Casablanca", "2026-02-15T01:30:00+01:00", "2026-02-15T02:00:00+01:00 2026-02-15T02:30:00+01:00 2026-02-15T02:00:00+00:00 2026-02-15T02:30:00+00:00 2026-02-15T03:00:00+00:00")]
    [InlineData("30 0 * * *", "Africa/Cairo", "2026-04-23T12:00:00+02:00", "2026-04-24T01:00:00+03:00 2026-04-25T00:30:00+03:00")]
    [InlineData("0 0 * * *", "America/Santiago", "2026-09-05T12:00:00-04:00", "2026-09-06T01:00:00-03:00 2026-09-07T00:00:00-03:00")]
    [InlineData("30 23 * * *", "America/Santiago", "2026-04-04T12:00:00-03:00", "2026-04-04T23:30:00-03:00 2026-04-05T23:30:00-04:00")]
    [InlineData("0 9 * * *", "Pacific/Apia", "2011-12-29T08:00:00-10:00", "2011-12-29T09:00:00-10:00 2011-12-31T00:00:00+14:00 2011-12-31T09:00:00+14:00")]
    [InlineData("30 2 * * *", "America/New_York", "2026-03-07T12:00:00-05:00", "2026-03-08T03:00:00-04:00 2026-03-09T02:30:00-04:00")]
    [InlineData("0,30 1 * * *", "America/New_York", "2026-11-01T00:30:00-04:00", "2026-11-01T01:00:00-04:00 2026-11-01T01:30:00-04:00 2026-11-02T01:00:00-05:00")]
    [InlineData("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T12:00:00+10:30", "2026-10-04T02:30:00+11:00 2026-10-05T02:15:00+11:00")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T12:00:00+11:00", "2026-04-05T01:45:00+11:00 2026-04-06T01:45:00+10:30")]
    [InlineData("30 2 * * *", "Antarctica/Troll", "2026-03-28T12:00:00+00:00", "2026-03-29T03:00:00+02:00 2026-03-30T02:30:00+02:00")]
    [InlineData("30 1 * * *", "Antarctica/Troll", "2026-10-24T12:00:00+02:00", "2026-10-25T01:30:00+02:00 2026-10-26T01:30:00+00:00")]
    [InlineData("0 3 * * *", "Pacific/Chatham", "2026-04-04T12:00:00+13:45", "2026-04-05T03:00:00+13:45 2026-04-06T03:00:00+12:45")]
    [InlineData("0 3 * * *", "Pacific/Chatham", "2026-09-26T12:00:00+12:45", "2026-09-27T03:45:00+13:45 2026-09-28T03:00:00+13:45")]
    public void The_next_occurrences_are(string expression, string zone, string from, string expected)
    {
        var (cron, at) = (CronExpression.Parse(expression), Time(from));
        foreach (var next in expected.Split(' '))
        {
            at = cron.Next(at, Zone(zone))!.Value.Time;
            Assert.Equal(next, Text(at));
        }
    }

    [Theory]
    [InlineData("30 1 * * *", "2026-03-28T12:00:00+00:00", OccurrenceRule.Gap)]
    [InlineData("30 1 * * *", "2026-10-24T12:00:00+01:00", OccurrenceRule.Repeat)]
    [InlineData("*/30 1 * * *", "2026-10-24T12:00:00+01:00", OccurrenceRule.Normal)]
    [InlineData("0 2 * * *", "2026-03-28T12:00:00+00:00", OccurrenceRule.Normal)]
    [InlineData("30 1 * * *", "2026-05-01T12:00:00+01:00", OccurrenceRule.Normal)]
    public void An_occurrence_says_by_which_rule_it_is_one(string expression, string from, OccurrenceRule rule) =>
        Assert.Equal(rule, CronExpression.Parse(expression).Next(Time(from), Zone("Europe/Dublin"))!.Value.Rule);

    [Theory]
    [InlineData("0 9 * * *", "2026-05-01T09:00:00+00:00", false, "2026-04-30T09:00:00+00:00")]
    [InlineData("0 9 * * *", "2026-05-01T09:00:00+00:00", true, "2026-05-01T09:00:00+00:00")]
    [InlineData("0 9 * * *", "2026-05-01T09:00:00.5+00:00", false, "2026-05-01T09:00:00+00:00")]
    [InlineData("0 0 29 2 *", "2026-05-01T09:00:00+00:00", false, "2024-02-29T00:00:00+00:00")]
    [InlineData("0 0 1 1 *", "0001-01-01T00:00:00+00:00", false, null)]
    public void The_previous_occurrence_is(string expression, string from, bool inclusive, string? expected) =>
        Assert.Equal(expected, Text(CronExpression.Parse(expression).Previous(Time(from), Zone("UTC"), inclusive)?.Time));

    [Theory]
    [InlineData("0 0 29 2 1", "2026-01-01", "2044-02-29")]
    [InlineData("0 0 L * *", "2026-02-10", "2026-02-28")]
    [InlineData("0 0 L-2 * *", "2026-02-10", "2026-02-26")]
    [InlineData("0 0 LW * *", "2026-02-10", "2026-02-27")]
    [InlineData("0 0 L-1W 5 *", "2026-02-10", "2026-05-29")]
    [InlineData("0 0 15W * *", "2026-08-01", "2026-08-14")]
    [InlineData("0 0 16W * *", "2026-08-01", "2026-08-17")]
    [InlineData("0 0 1W 8 *", "2026-02-10", "2026-08-03")]
    [InlineData("0 0 31W 5 *", "2026-02-10", "2026-05-29")]
    [InlineData("0 0 31W 4,5 *", "2026-02-10", "2026-05-29")]
    [InlineData("0 0 * * 5L", "2026-02-10", "2026-02-27")]
    [InlineData("0 0 * * MON#2", "2026-02-10", "2026-03-09")]
    [InlineData("0 0 * * 1#5", "2026-02-10", "2026-03-30")]
    [InlineData("0 0 * * 7#1", "2026-02-10", "2026-03-01")]
    [InlineData("0 0 13 * FRI", "2026-02-14", "2026-03-13")]
    [InlineData("0 0 1,L * *", "2026-02-10", "2026-02-28")]
    [InlineData("0 0 * * SAT-MON", "2026-02-10", "2026-02-14")]
    [InlineData("0 0 * * 5-7", "2026-02-14", "2026-02-15")]
    [InlineData("0 0 * * 7-7", "2026-02-10", "2026-02-15")]
    [InlineData("0 0 ? NOV-JAN *", "2026-02-10", "2026-11-01")]
    [InlineData("@monthly", "2026-02-10", "2026-03-01")]
    [InlineData("@Weekly", "2026-02-10", "2026-02-15")]
    public void Days_are_found(string expression, string from, string expected) =>
        Assert.Equal(expected, CronExpression.Parse(expression).Next(Time(from + "T12:00:00Z"), Zone("UTC"))!.Value.Time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Fact]
    public void What_never_fires_says_so()
    {
        Assert.False(CronExpression.Parse("0 0 30 2 *").CanFire);
        Assert.False(CronExpression.Parse("0 0 31 4,6,9,11 *").CanFire);
        Assert.True(CronExpression.Parse("0 0 29 2 *").CanFire);
    }

    internal static ZoneOffsets Zone(string name) => ZoneOffsets.Of(Zones.Find(name));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string? Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
