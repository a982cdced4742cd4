using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Freshness;

namespace OptAIC.Core.Tests.Freshness;

public sealed class DayBoundaryTests
{
    [Theory]
    [InlineData("UTC", "2024-01-05", "2024-01-06T00:00Z")]
    [InlineData("America/New_York", "2024-01-05", "2024-01-06T05:00Z")]
    [InlineData("America/New_York", "2024-03-09", "2024-03-10T05:00Z")] // the clocks go forward two hours later
    [InlineData("America/New_York", "2024-03-10", "2024-03-11T04:00Z")]
    [InlineData("America/New_York", "2024-11-02", "2024-11-03T04:00Z")] // and back
    [InlineData("America/New_York", "2024-11-03", "2024-11-04T05:00Z")]
    [InlineData("Asia/Kolkata", "2024-01-05", "2024-01-05T18:30Z")]
    [InlineData("Asia/Tokyo", "2024-01-05", "2024-01-05T15:00Z")]
    [InlineData("Pacific/Kiritimati", "2024-01-05", "2024-01-05T10:00Z")] // UTC+14
    [InlineData("Pacific/Apia", "2024-01-05", "2024-01-05T11:00Z")]
    [InlineData("Europe/Dublin", "2024-03-30", "2024-03-31T00:00Z")]
    [InlineData("Europe/Dublin", "2024-03-31", "2024-03-31T23:00Z")]
    [InlineData("Atlantic/Azores", "2023-10-28", "2023-10-29T00:00Z")] // midnight comes twice: the first one
    [InlineData("Atlantic/Azores", "2023-10-29", "2023-10-30T01:00Z")]
    [InlineData("Asia/Beirut", "2022-03-26", "2022-03-26T22:00Z")] // the clocks leap over midnight: where they land
    [InlineData("Asia/Beirut", "2022-03-27", "2022-03-27T21:00Z")]
    public void A_data_date_is_expected_once_its_day_is_over_in_the_zone(string zone, string dataDate, string from) =>
        Assert.Equal(Instant(from), ExpectedDataDate.ExpectedFrom(Date(dataDate), Zones.Find(zone)));

    [Theory]
    [InlineData("America/Sao_Paulo", "2018-11-03", "2018-11-04T03:00Z")] // leapt over
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-18T03:00Z")] // a day of 25 hours, back to 23:00
    [InlineData("Pacific/Apia", "2011-12-28", "2011-12-29T10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-30T10:00Z")] // a day that did not take place
    [InlineData("Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z")]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-31T10:00Z")]
    public void So_it_was_at_changes_of_the_past(string zone, string dataDate, string from)
    {
        if (!OperatingSystem.IsWindows()) // keeps a short history of rules
        {
            Assert.Equal(Instant(from), ExpectedDataDate.ExpectedFrom(Date(dataDate), Zones.Find(zone)));
        }
    }

    [Theory]
    [InlineData("UTC", "2024-01-05T23:59Z", "2024-01-05")]
    [InlineData("America/New_York", "2024-01-06T04:59Z", "2024-01-05")]
    [InlineData("America/New_York", "2024-01-06T05:00Z", "2024-01-06")]
    [InlineData("America/New_York", "2024-07-06T04:00Z", "2024-07-06")]
    [InlineData("Asia/Kolkata", "2024-01-05T18:29Z", "2024-01-05")]
    [InlineData("Asia/Kolkata", "2024-01-05T18:30Z", "2024-01-06")]
    [InlineData("Pacific/Kiritimati", "2024-01-05T10:00Z", "2024-01-06")]
    [InlineData("Pacific/Apia", "2024-01-05T10:59Z", "2024-01-05")]
    [InlineData("Pacific/Apia", "2024-01-05T11:00Z", "2024-01-06")]
    public void Without_an_as_of_the_day_is_the_present_one_in_the_zone(string zone, string now, string day) =>
        Assert.Equal(Date(day), new EvaluationTime(Instant(now)).DayIn(Zones.Find(zone)));

    [Fact]
    public void An_instant_means_the_same_day_in_whatever_offset_it_is_given() =>
        Assert.Equal(Date("2024-01-05"), new EvaluationTime(Instant("2024-01-06T04:59Z").ToOffset(TimeSpan.FromHours(9))).DayIn(Zones.Find("America/New_York")));

    [Fact]
    public void An_as_of_is_the_day_in_every_zone() =>
        Assert.Equal(Date("2020-02-29"), new EvaluationTime(Instant("2024-01-05T11:00Z"), Date("2020-02-29")).DayIn(Zones.Find("Pacific/Apia")));

    [Fact]
    public void In_every_zone_a_data_date_is_expected_from_the_first_instant_of_a_later_day()
    {
        var cases =
            from zone in Gen.Elements(TimeZoneInfo.GetSystemTimeZones().ToArray())
            from day in Gen.Choose(0, 25_000)
            select (Zone: zone, Date: new DateOnly(1971, 1, 1).AddDays(day));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5_000), Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var from = ExpectedDataDate.ExpectedFrom(c.Date, c.Zone);
            return from.Offset == TimeSpan.Zero
                && new EvaluationTime(from).DayIn(c.Zone) > c.Date
                && new EvaluationTime(from.AddSeconds(-1)).DayIn(c.Zone) <= c.Date;
        }));
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateTimeOffset Instant(string text) =>
        DateTimeOffset.ParseExact(text, "yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
