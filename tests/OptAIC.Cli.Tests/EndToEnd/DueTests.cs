using System.Globalization;
using System.Text.Json;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Cli.Tests.EndToEnd;

/// <summary>Schedules as an operating system's scheduler and people use them.</summary>
public sealed class DueTests : IDisposable
{
    private const int Callers = 50;

    private readonly TemporaryRoot _root = new();
    private readonly Optaic _optaic;

    public DueTests()
    {
        _optaic = new Optaic(_root.Path);
        _root.Write("prices.csv", "date,symbol,close\n" + string.Concat(Enumerable.Range(1, 20).Select(d => string.Create(CultureInfo.InvariantCulture, $"2024-01-{d:00},A,{100 + d}\n"))));
        Succeed("init");
        Succeed("instance", "create", "--name", "prices", "--definition", "builtin.csv", "--config", "path=" + Path.Combine(_root.Path, "prices.csv"));
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Fifty_callers_at_once_start_what_is_due_once()
    {
        Planned("UTC");

        var callers = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => _optaic.RunAsync("schedule", "due", "--json")));

        Assert.All(callers, c => Assert.True(c.ExitCode == 0, c.ToString()));
        var run = Assert.Single(_optaic.Json("runs", "list").EnumerateArray());
        Assert.Equal(("completed", "schedule"), (run.GetProperty("status").GetString(), run.GetProperty("trigger").GetString()));
        Assert.Single(callers, c => c.Json.GetArrayLength() > 0);
    }

    [Fact]
    public void A_schedule_is_set_listed_explained_and_switched()
    {
        Assert.Contains("schedules.refresh.expression", Succeed("schedule", "set", "prices", "--cron", "0 6 * * 1-5", "--tz", "W. Europe Standard Time", "--jitter", "30s").Output, StringComparison.Ordinal);
        var listed = _optaic.Json("schedule", "list")[0];
        Assert.Equal(("prices", "cron", "Europe/Berlin", "waiting"), (Text(listed, "instance"), Text(listed, "kind"), Text(listed, "time_zone"), Text(listed, "state")));
        Assert.Equal(6, listed.GetProperty("next")[0].GetProperty("local").GetDateTimeOffset().Hour);
        Assert.Equal(10, _optaic.Json("schedule", "explain", "prices")[0].GetProperty("next").GetArrayLength());
        Assert.Equal(3, _optaic.Json("schedule", "next", "prices", "--count", "3").GetArrayLength());
        Assert.Contains("state         disabled", Succeed("schedule", "disable", "prices").Output + Succeed("schedule", "explain", "prices").Output, StringComparison.Ordinal);
        Assert.Equal(["nothing is due"], Succeed("schedule", "due").OutputLines);
    }

    [Theory]
    [InlineData(2, "nothing to set is given", "schedule", "set", "prices")]
    [InlineData(2, "minute: 61 is not between 0 and 59", "schedule", "set", "prices", "--cron", "61 * * * *")]
    [InlineData(2, "'someday' are no days of the week", "schedule", "set", "prices", "--every", "5", "--days", "someday")]
    [InlineData(2, "has no upstream that could start it", "schedule", "set", "prices", "--kind", "upstream")]
    [InlineData(3, "there is no instance 'nowhere'", "schedule", "set", "nowhere", "--cron", "@daily")]
    [InlineData(4, "prices.refresh has no schedule", "schedule", "enable", "prices")]
    public void What_cannot_be_is_answered_in_one_line(int exitCode, string problem, params string[] args)
    {
        var result = _optaic.Run(args);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(problem, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_fails_is_told_by_the_exit_code_until_it_is_mended()
    {
        Succeed("schedule", "set", "prices", "--cron", "* * * * * *");
        File.Move(Path.Combine(_root.Path, "prices.csv"), Path.Combine(_root.Path, "away.csv"));
        Thread.Sleep(1100);
        Assert.Contains("an alert stands: prices.refresh", Failed("schedule", "due"), StringComparison.Ordinal);
        Succeed("schedule", "disable", "prices");
        File.Move(Path.Combine(_root.Path, "away.csv"), Path.Combine(_root.Path, "prices.csv"));
        Succeed("schedule", "enable", "prices");
        Thread.Sleep(1100);
        Assert.Contains("recovered", Succeed("schedule", "due").Output, StringComparison.Ordinal);
    }

    [ProgramFact("/bin/sh")]
    public async Task The_loop_starts_what_becomes_due_and_ends_in_order_on_an_interrupt()
    {
        Succeed("schedule", "set", "prices", "--cron", "* * * * * *");
        using var loop = _optaic.Start("schedule", "run");
        var lines = new List<string>();
        while (!lines.Any(l => l.Contains(" completed ", StringComparison.Ordinal)) && await loop.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
        }

        UnixSignal.Send(loop.Id, UnixSignal.Interrupt);
        await loop.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
        Assert.Equal(0, loop.ExitCode);
        Assert.Contains(lines, l => l.Contains(" started prices.refresh planned for ", StringComparison.Ordinal));
    }

    [ProgramFact("/bin/sh")]
    public void Callers_whose_zone_data_differ_start_a_fixed_time_once()
    {
        // One takes the time of London for that of Berlin: to it the same time of the clock is an hour later.
        var zones = Path.Combine(_root.Path, "zones", "Europe");
        Directory.CreateDirectory(zones);
        File.Copy("/usr/share/zoneinfo/Europe/London", Path.Combine(zones, "Berlin"));
        var other = new Optaic(_root.Path) { Variables = { ["TZDIR"] = Path.Combine(_root.Path, "zones") } };
        Planned("Europe/Berlin");

        Assert.Contains("completed prices.refresh planned for 2026-03-02 05:00:00Z", Succeed("schedule", "due").Output, StringComparison.Ordinal);
        Assert.Equal(["nothing is due"], other.Run("schedule", "due").OutputLines);
        Assert.Single(_optaic.Json("runs", "list").EnumerateArray());
    }

    // A single instant, which has passed since the schedule was set.
    private void Planned(string zone)
    {
        using var then = Workspace.Open(new WorkspaceOptions { Root = _root.Path, Time = new Yesteryear() });
        then.Schedules.Set(new FlowTarget("prices"), new ScheduleRequest { Cron = "0 6 2 3 *", TimeZone = zone, End = "2026-04-01" });
    }

    private sealed class Yesteryear : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static string? Text(JsonElement value, string name) => value.GetProperty(name).GetString();

    private CommandResult Succeed(params string[] args)
    {
        var result = _optaic.Run(args);
        Assert.True(result.ExitCode == 0, $"optaic {string.Join(' ', args)}: {result}");
        return result;
    }

    private string Failed(params string[] args)
    {
        var result = _optaic.Run(args);
        Assert.Equal(1, result.ExitCode);
        return result.Error;
    }
}
