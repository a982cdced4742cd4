using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Workspaces;

public sealed class TimeZoneTests
{
    private static readonly DateTimeOffset January = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> WindowsNames => [.. ZoneNames.OfWindows];

    [Theory]
    [MemberData(nameof(WindowsNames))]
    public void Every_name_of_Windows_is_a_zone_that_this_machine_knows_and_that_goes_back_to_it(string windows)
    {
        var iana = ZoneNames.FromWindows(windows)!;

        Assert.Equal(windows, ZoneNames.ToWindows(iana));
        Assert.Equal(TimeZones.Find(iana).GetUtcOffset(January), TimeZones.Find(windows).GetUtcOffset(January));
    }

    [Theory]
    [InlineData("Eastern Standard Time", "America/New_York", -5, -4)]
    [InlineData("Central European Standard Time", "Europe/Warsaw", 1, 2)]
    [InlineData("W. Europe Standard Time", "Europe/Berlin", 1, 2)]
    [InlineData("GMT Standard Time", "Europe/London", 0, 1)]
    [InlineData("Greenwich Standard Time", "Atlantic/Reykjavik", 0, 0)]
    [InlineData("India Standard Time", "Asia/Kolkata", 5.5, 5.5)]
    [InlineData("Nepal Standard Time", "Asia/Kathmandu", 5.75, 5.75)]
    [InlineData("FLE Standard Time", "Europe/Kyiv", 2, 3)]
    [InlineData("Tokyo Standard Time", "Asia/Tokyo", 9, 9)]
    [InlineData("Pacific SA Standard Time", "America/Santiago", -3, -4)]
    [InlineData("Lord Howe Standard Time", "Australia/Lord_Howe", 11, 10.5)]
    [InlineData("UTC-11", "Etc/GMT+11", -11, -11)]
    [InlineData("utc", "UTC", 0, 0)]
    [InlineData("eastern standard time", "America/New_York", -5, -4)]
    public void A_name_of_Windows_means_its_zone_in_IANA_terms(string windows, string iana, double january, double july)
    {
        Assert.Equal(iana, TimeZones.NameOf(windows));
        Assert.Equal(TimeSpan.FromHours(january), TimeZones.Find(windows).GetUtcOffset(January));
        Assert.Equal(TimeSpan.FromHours(july), TimeZones.Find(windows).GetUtcOffset(January.AddMonths(6)));
    }

    [Theory]
    [InlineData("America/New_York", "Eastern Standard Time")]
    [InlineData("America/Detroit", "Eastern Standard Time")]
    [InlineData("US/Eastern", "Eastern Standard Time")]
    [InlineData("Asia/Calcutta", "India Standard Time")]
    [InlineData("Europe/Kiev", "FLE Standard Time")]
    [InlineData("Europe/Vienna", "W. Europe Standard Time")]
    [InlineData("Etc/UTC", "UTC")]
    [InlineData("Antarctica/Troll", null)]
    public void A_machine_that_knows_names_of_Windows_only_is_asked_by_them(string iana, string? windows) => Assert.Equal(windows, ZoneNames.ToWindows(iana));

    [Theory]
    [InlineData("Asia/Calcutta", "Asia/Calcutta")]
    [InlineData("America/New_York", "America/New_York")]
    [InlineData("europe/berlin", "Europe/Berlin")]
    [InlineData("UTC", "UTC")]
    public void An_IANA_name_stays_as_it_was_given_but_for_its_case(string given, string name) => Assert.Equal(name, TimeZones.NameOf(given));

    [Theory]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("Eastern Standart Time", "Eastern Standard Time")]
    [InlineData("new york", "America/New_York")]
    [InlineData("Tokio", "Asia/Tokyo")]
    public void An_unknown_zone_is_told_what_was_most_likely_meant(string typed, string meant)
    {
        var error = Assert.Throws<UnknownTimeZoneException>(() => Occurrences.Of(new OccurrenceRequest { Cron = "@daily", TimeZone = typed }));

        Assert.StartsWith($"did you mean '{meant}'?", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instance_keeps_the_IANA_name_and_its_spec_what_was_written()
    {
        using var test = new TestWorkspace();
        const string spec = "{name: x, definition: builtin.csv, config: {path: prices.csv}, time_zone: Tokyo Standard Time, "
            + "schedule: {type: cron, expression: 0 6 * * *, timezone: Eastern Standard Time, jitter: 30s}}";

        test.Create(spec);

        var shown = test.With(w => w.Instances.Get("x"));
        Assert.Equal("cron 0 6 * * * America/New_York, jitter 30s", Assert.Single(shown.Settings, s => s.Path == "schedule.refresh").Value);
        var document = File.ReadAllText(Path.Combine(shown.Path, "instance.json"));
        Assert.Contains("\"time_zone\": \"Asia/Tokyo\"", document, StringComparison.Ordinal);
    }
}
