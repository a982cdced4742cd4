using OptAIC.Cli.Output;
using OptAIC.Freshness;

namespace OptAIC.Cli.Tests.Output;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0.0004, "0 ms")]
    [InlineData(0.045, "45 ms")]
    [InlineData(0.8, "0.8 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(125, "2 min 05 s")]
    [InlineData(7380, "2 h 03 min")]
    [InlineData(93600, "26 h 00 min")]
    public void A_duration_is_written_in_the_unit_that_people_would_use(double seconds, string text) =>
        Assert.Equal(text, Words.Of(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void An_instant_is_written_in_UTC() =>
        Assert.Equal("2024-03-29 14:30:00Z", Words.Of(new DateTimeOffset(2024, 3, 29, 16, 30, 0, TimeSpan.FromHours(2))));

    [Fact]
    public void Every_status_is_written_as_selectors_spell_it()
    {
        Assert.Equal(
            ["running", "error", "not_initialized", "stale_source_delayed", "stale", "ready"],
            Enum.GetValues<FlowStatus>().Select(s => Words.Of(s).Text));
    }

    [Fact]
    public void Short_ids_of_runs_of_one_millisecond_differ()
    {
        var now = DateTimeOffset.UtcNow;

        Assert.NotEqual(Words.Short(Guid.Parse("0190f5a1-b2c3-7001-8000-000000000000")), Words.Short(Guid.Parse("0190f5a1-b2c3-7002-8000-000000000000")));
        Assert.Equal(18, Words.Short(Guid.CreateVersion7(now)).Length);
    }
}
