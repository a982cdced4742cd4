using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class ScheduleTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    private Optaic Optaic => new(_root.Path);

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Occurrences_are_told_with_the_rule_by_which_they_are_and_need_no_workspace()
    {
        string[] next = ["schedule", "next", "--cron", "30 1 * * *", "--tz", "Europe/Dublin", "--from", "2026-03-28T12:00:00Z", "--count", "2"];

        Assert.Equal(
            ["LOCAL                           UTC                   RULE", "Sun 2026-03-29 02:00:00 +01:00  2026-03-29 01:00:00Z  gap → first instant after", "Mon 2026-03-30 01:30:00 +01:00  2026-03-30 00:30:00Z  normal"],
            Optaic.Run([.. next, "--explain"]).OutputLines.Select(l => l.TrimEnd()));
        var first = Optaic.Run([.. next, "--json"]).Json[0];
        Assert.Equal(("2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00", "gap"), (first.GetProperty("utc").GetString(), first.GetProperty("local").GetString(), first.GetProperty("rule").GetString()));
        Assert.Equal("Sat 2026-03-28 01:30:00 +00:00", Optaic.Run([.. next, "--previous"]).OutputLines.ElementAt(1)[..30]);
    }

    [Fact]
    public void What_never_fires_has_no_occurrences()
    {
        Assert.Equal(["it does not fire"], Optaic.Run("schedule", "next", "--cron", "0 0 30 2 *").OutputLines);
        Assert.Equal(0, Optaic.Run("schedule", "next", "--cron", "0 0 30 2 *", "--json").Json.GetArrayLength());
    }

    [Theory]
    [InlineData("61 4 1 * *", "the cron expression '61 4 1 * *' is wrong at character 1: minute: 61 is not between 0 and 59", "allowed are 0 to 59, *, ranges (1-5), steps (*/15) and lists (0,30)")]
    [InlineData("0 6 * *", "the cron expression '0 6 * *' is wrong at character 8: it has 4 fields", "write minute hour day-of-month month day-of-week, with a second in front where it is needed, such as '0 6 * * 1-5'; or a macro such as @daily")]
    public void A_wrong_expression_is_answered_with_its_field_place_and_what_is_allowed(string cron, string error, string hint)
    {
        var result = Optaic.Run("schedule", "next", "--cron", cron);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal([$"error: {error}", $"hint: {hint}"], result.ErrorLines);
    }
}
