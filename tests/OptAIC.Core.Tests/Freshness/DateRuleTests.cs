using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Freshness;

/// <summary>Rule 4: the data date against what is expected, and source checks.</summary>
public sealed class DateRuleTests
{
    private static readonly UpdateFrequency WorkingDays = new() { BusinessDaysOnly = true };

    [Theory]
    [InlineData("2024-01-09", "ready")]
    [InlineData("2024-01-10", "ready")] // ahead is not behind
    [InlineData("2024-01-08", "stale")]
    [InlineData(null, "stale")]
    public void Data_are_behind_when_their_date_is_before_the_expected_one(string? lastDataDate, string status) =>
        AssertStatus(status, At("2024-01-10T12:00Z", WorkingDays, lastDataDate));

    [Theory]
    [InlineData(1, "2024-01-08", "ready")]
    [InlineData(1, "2024-01-05", "stale")]
    [InlineData(2, "2024-01-05", "ready")] // business days, over a weekend
    public void Grace_is_taken_off_the_expected_date(int grace, string lastDataDate, string status) =>
        AssertStatus(status, At("2024-01-10T12:00Z", WorkingDays with { GracePeriodDays = grace }, lastDataDate));

    [Theory]
    [InlineData("America/New_York", "2024-01-10T04:59Z", "ready")] // still the 9th there
    [InlineData("America/New_York", "2024-01-10T05:00Z", "stale")]
    [InlineData("Asia/Tokyo", "2024-01-09T14:59Z", "ready")]
    [InlineData("Asia/Tokyo", "2024-01-09T15:00Z", "stale")] // already the 10th there
    public void The_day_is_the_one_in_the_flows_zone(string zone, string now, string status)
    {
        var situation = At(now, WorkingDays, "2024-01-08");

        AssertStatus(status, situation with { Facts = situation.Facts with { Zone = Zones.Find(zone) } });
    }

    [Theory]
    [InlineData("2024-01-09", "ready")]
    [InlineData("2024-01-10", "stale")]
    public void An_as_of_sets_the_day(string asOf, string status)
    {
        var situation = At("2024-06-01T12:00Z", WorkingDays, "2024-01-08");

        AssertStatus(status, situation with { Time = situation.Time with { AsOf = DateOnly.Parse(asOf, null) } });
    }

    [Fact]
    public void Holidays_of_the_calendar_are_not_waited_for()
    {
        var situation = At("2024-01-16T12:00Z", WorkingDays, "2024-01-12");

        AssertStatus("stale", situation);
        AssertStatus("ready", situation with { Facts = situation.Facts with { Calendar = new([new(2024, 1, 15)]) } });
    }

    [Theory]
    [InlineData(Frequency.Irregular)]
    [InlineData(null)]
    public void Without_an_expectation_no_data_are_too_old(Frequency? frequency) =>
        AssertStatus("ready", At("2024-01-10T12:00Z", frequency is { } f ? new() { Frequency = f } : null, "1999-12-31"));

    [Theory]
    [InlineData("2024-01-10T00:00Z", false, "stale_source_delayed")] // the 9th is over
    [InlineData("2024-01-10T11:00Z", false, "stale_source_delayed")]
    [InlineData("2024-01-09T23:59Z", false, "stale")] // asked too early
    [InlineData("2024-01-10T11:00Z", true, "stale")] // it had something, and may have more
    public void A_source_that_had_nothing_newer_after_the_expected_time_is_delayed(string askedAt, bool foundNewer, string status) =>
        AssertStatus(status, Asked(askedAt, foundNewer));

    [Fact]
    public void The_next_expected_instant_ends_the_delay()
    {
        var asked = Asked("2024-01-10T11:00Z", foundNewer: false);

        AssertStatus("stale_source_delayed", asked with { Time = new(Instant("2024-01-10T23:59Z")) });
        AssertStatus("stale", asked with { Time = new(Instant("2024-01-11T00:00Z")) });
    }

    [Fact]
    public void Over_a_weekend_one_source_check_is_enough()
    {
        var asked = At("2024-01-15T12:00Z", WorkingDays, "2024-01-11")
            .WithCompleted(c => c with { SourceCheck = new(Instant("2024-01-13T06:00Z"), FoundNewer: false) });

        AssertStatus("stale_source_delayed", asked);
    }

    [Fact]
    public void The_expected_time_is_midnight_in_the_flows_zone()
    {
        var asked = Asked("2024-01-10T04:59Z", foundNewer: false);
        asked = asked with { Facts = asked.Facts with { Zone = Zones.Find("America/New_York") } };

        AssertStatus("stale", asked);
        AssertStatus("stale_source_delayed", asked.WithCompleted(c => c with { SourceCheck = new(Instant("2024-01-10T05:00Z"), FoundNewer: false) }));
    }

    [Fact]
    public void A_source_check_is_void_once_the_source_the_inputs_or_the_config_changed()
    {
        var asked = Asked("2024-01-10T11:00Z", foundNewer: false);
        Situation[] changed =
        [
            asked with { Facts = asked.Facts with { SourceChange = "prices.csv has 120 bytes more" } },
            asked with { UpstreamState = Situation.Publishing(asked.UpstreamState, "v2") },
            asked with { Facts = asked.Facts with { ConfigHash = "c2" } },
        ];

        foreach (var (situation, code) in changed.Zip(["source_changed", "upstream_changed", "config_changed"]))
        {
            AssertStatus("stale", situation);
            Assert.Equal(["data_behind", code], situation.Evaluate().Reasons.Select(r => r.Code));
        }
    }

    [Fact]
    public void A_source_check_of_what_goes_by_age_is_void_too_once_an_input_changed()
    {
        var asked = Asked("2024-01-10T11:00Z", foundNewer: false);
        asked = asked with { Facts = asked.Facts with { StaleOn = StaleOn.Age } };

        AssertStatus("stale_source_delayed", asked);
        AssertStatus("stale", asked with { UpstreamState = Situation.Publishing(asked.UpstreamState, "v2") });
    }

    [Fact]
    public void Reasons_name_the_dates()
    {
        var behind = At("2024-01-10T12:00Z", WorkingDays with { GracePeriodDays = 1 }, "2024-01-02").Evaluate();
        var delayed = Asked("2024-01-10T11:00Z", foundNewer: false).Evaluate();
        var without = At("2024-01-10T12:00Z", WorkingDays, null).Evaluate();

        Assert.Equal("last data date 2024-01-02, expected 2024-01-09, tolerated from 2024-01-08", behind.Reasons[0].Detail);
        Assert.Equal("source_delayed", delayed.Reasons[0].Code);
        Assert.Equal("last data date 2024-01-08, expected 2024-01-09; the source had nothing newer when asked at 2024-01-10 11:00Z", delayed.Reasons[0].Detail);
        Assert.Equal("last data date none, expected 2024-01-09", without.Reasons[0].Detail);
    }

    private static Situation Asked(string askedAt, bool foundNewer) =>
        At("2024-01-10T12:00Z", WorkingDays, "2024-01-08").WithCompleted(c => c with { SourceCheck = new(Instant(askedAt), foundNewer) });

    private static Situation At(string now, UpdateFrequency? frequency, string? lastDataDate)
    {
        var situation = new Situation { Time = new(Instant(now)) };
        return (situation with { Facts = situation.Facts with { UpdateFrequency = frequency } })
            .WithCompleted(c => c with { LastDataDate = lastDataDate is null ? null : DateOnly.Parse(lastDataDate, null) });
    }

    private static void AssertStatus(string expected, Situation situation) =>
        Assert.Equal(expected, SnakeCase.Of(situation.Evaluate().Status));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, null);
}
