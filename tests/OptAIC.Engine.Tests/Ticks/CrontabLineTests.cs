using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Ticks;

namespace OptAIC.Engine.Tests.Ticks;

public sealed class CrontabLineTests
{
    public static TheoryData<string> Folders => ExampleTicks.Folders;

    [ShellTheory]
    [MemberData(nameof(Folders))]
    public void A_line_calls_the_program_with_its_arguments_whatever_the_paths(string folder)
    {
        using var told = new ToldArguments(folder);
        var tick = ExampleTicks.Plain with { Program = told.Program, Root = told.Folder, Every = 15 };

        var line = CrontabLine.Write(tick);

        ToldArguments.Run("/bin/sh", "-c", AsCronReads(line["*/15 * * * * ".Length..]));
        Assert.Equal(tick.Arguments, told.Arguments);
        Assert.Equal(new TickReading(tick.Program, tick.Root, 15, null), CrontabLine.Read(line));
        Assert.True(CrontabLine.IsOf(line, tick.Name));
    }

    [Fact]
    public void The_line_of_a_plain_tick_is_as_a_person_would_write_it() => Assert.Equal(
        "*/5 * * * * /opt/optaic/optaic --root /srv/research schedule due >/dev/null # optaic-1a2b3c4d",
        CrontabLine.Write(ExampleTicks.Plain));

    [Theory]
    [InlineData(1, "* * * * *")]
    [InlineData(30, "*/30 * * * *")]
    [InlineData(60, "0 * * * *")]
    [InlineData(720, "0 */12 * * *")]
    [InlineData(1440, "0 0 * * *")]
    public void Minutes_are_said_as_cron_has_them(int every, string fields)
    {
        var line = CrontabLine.Write(ExampleTicks.Plain with { Every = every });

        Assert.StartsWith(fields + " /opt", line, StringComparison.Ordinal);
        Assert.Equal(every, CrontabLine.Read(line)!.Every);
    }

    [Fact]
    public void What_crons_do_not_agree_on_is_refused()
    {
        Assert.Contains("backslash", Assert.Throws<InvalidTickException>(() => CrontabLine.Write(ExampleTicks.Plain with { Root = @"/a\b" })).Message, StringComparison.Ordinal);
        Assert.Contains("too long", Assert.Throws<InvalidTickException>(() => CrontabLine.Write(ExampleTicks.Plain with { Root = "/" + new string('x', 950) })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/5 * * * * /opt/optaic/optaic --root /srv/research doctor # optaic-1a2b3c4d")]
    [InlineData("*/7 * * * * /opt/optaic/optaic --root /srv/research schedule due >/dev/null # optaic-1a2b3c4d")]
    [InlineData("@daily /opt/optaic/optaic --root /srv/research schedule due # optaic-1a2b3c4d")]
    [InlineData("# optaic-1a2b3c4d")]
    public void A_line_that_somebody_changed_is_not_taken_for_ours(string line) => Assert.Null(CrontabLine.Read(line));

    // crontab(5): a percent sign ends the command unless a backslash is before it, which is then taken away.
    private static string AsCronReads(string command)
    {
        var parts = command.Replace("\\%", "\0", StringComparison.Ordinal).Split('%');
        return parts[0].Replace("\0", "%", StringComparison.Ordinal);
    }
}
