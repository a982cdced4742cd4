using System.Text;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Ticks;

namespace OptAIC.Engine.Tests.Ticks;

public sealed class SystemdUnitTests
{
    public static TheoryData<string> Folders => [.. ExampleTicks.Folders, @"back\slash"];

    public static TheoryData<int> Intervals => [.. TickInterval.All];

    [ShellTheory]
    [MemberData(nameof(Folders))]
    public void The_service_calls_the_program_with_its_arguments_whatever_the_paths(string folder)
    {
        using var told = new ToldArguments(folder);
        var tick = ExampleTicks.Plain with { Program = told.Program, Root = told.Folder, Every = 120, Limit = TimeSpan.FromMinutes(90) };

        var (service, timer) = (SystemdUnits.Service(tick), SystemdUnits.Timer(tick));

        var words = AsSystemdReads(service.Split('\n').Single(l => l.StartsWith("ExecStart=", StringComparison.Ordinal))["ExecStart=".Length..]);
        ToldArguments.Run(words[0], words[1..]);
        Assert.Equal(tick.Arguments, told.Arguments);
        Assert.Equal(new TickReading(tick.Program, tick.Root, 120, TimeSpan.FromMinutes(90)), SystemdUnits.Read(service, timer));
    }

    [SystemdTheory]
    [MemberData(nameof(Folders))]
    public void Systemd_takes_the_units_without_a_word(string folder)
    {
        using var told = new ToldArguments(folder);
        var tick = ExampleTicks.Plain with { Program = told.Program, Root = told.Folder };
        var units = Directory.CreateTempSubdirectory("optaic-units-").FullName;
        var (service, timer) = (Path.Combine(units, "optaic-x.service"), Path.Combine(units, "optaic-x.timer"));
        File.WriteAllText(service, SystemdUnits.Service(tick));
        File.WriteAllText(timer, SystemdUnits.Timer(tick));

        ToldArguments.Run("systemd-analyze", "verify", service, timer);

        Directory.Delete(units, recursive: true);
    }

    [SystemdTheory]
    [InlineData("*-*-* *:00/61:00 UTC", false)]
    [InlineData("*-*-* *:00/30:00 UTC", true)]
    public void Systemd_is_really_asked(string calendar, bool isRight) =>
        Assert.Equal(isRight, Record.Exception(() => ToldArguments.Run("/bin/sh", "-c", $"systemd-analyze calendar '{calendar}' >/dev/null")) is null);

    [SystemdTheory]
    [MemberData(nameof(Intervals))]
    public void Systemd_knows_every_interval(int every) =>
        ToldArguments.Run("/bin/sh", "-c", $"systemd-analyze calendar '{TickInterval.Calendar(every)}' >/dev/null");

    [Fact]
    public void A_tick_without_a_limit_is_not_ended_and_a_unit_of_the_system_waits_for_the_network_and_runs_as_its_user()
    {
        var service = SystemdUnits.Service(ExampleTicks.Plain with { IsSystemWide = true, User = "research" });

        Assert.Contains("\nTimeoutStartSec=infinity\n", service, StringComparison.Ordinal);
        Assert.Contains("\nAfter=network-online.target\n", service, StringComparison.Ordinal);
        Assert.Contains("\nUser=research\n", service, StringComparison.Ordinal);
        Assert.DoesNotContain("User=", SystemdUnits.Service(ExampleTicks.Plain with { User = "research" }), StringComparison.Ordinal);
        Assert.Contains("\nPersistent=true\n", SystemdUnits.Timer(ExampleTicks.Plain), StringComparison.Ordinal);
    }

    [Fact]
    public void Units_that_somebody_changed_are_not_taken_for_ours()
    {
        var (service, timer) = (SystemdUnits.Service(ExampleTicks.Plain), SystemdUnits.Timer(ExampleTicks.Plain));

        Assert.NotNull(SystemdUnits.Read(service, timer));
        Assert.Null(SystemdUnits.Read(service.Replace("schedule due", "refresh", StringComparison.Ordinal), timer));
        Assert.Null(SystemdUnits.Read(service, timer.Replace("00/5", "00/7", StringComparison.Ordinal)));
        Assert.Null(SystemdUnits.Read("", timer));
    }

    // systemd.service(5): quotes part words, a backslash takes the next character, %% is a percent sign, and in arguments $$ is a dollar sign.
    private static List<string> AsSystemdReads(string line)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || (line[at] == ' ' && !isQuoted))
            {
                words.Add(word.ToString());
                word.Clear();
            }
            else if (line[at] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[at] == '\\')
            {
                word.Append(line[++at]);
            }
            else if (line[at] == '%' || (line[at] == '$' && words.Count > 0))
            {
                Assert.Equal(line[at], line[at + 1]);
                word.Append(line[at++]);
            }
            else
            {
                word.Append(line[at]);
            }
        }

        return words;
    }
}
