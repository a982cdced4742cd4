using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class TickTests : IDisposable
{
    private readonly TemporaryRoot _root = new();

    private string Workspace => Path.Combine(_root.Path, "50% of it's");

    public void Dispose() => _root.Dispose();

    [ProgramFact("/bin/sh")]
    public void A_crontab_gets_one_line_which_is_replaced_and_taken_back_while_all_others_stay()
    {
        var system = new StandIns(_root, "crontab");
        system["crontab"] = "# mine\nMAILTO=ann\n0 1 * * * /bin/true # optaic-other\n\n5 5 * * * echo 50\\%";
        var (before, optaic) = (system["crontab"], Ready(system));

        var first = optaic.Json("schedule", "register");
        var name = first.GetProperty("name").GetString()!;
        var line = first.GetProperty("files")[0].GetProperty("text").GetString()!;
        Assert.Equal(("cron", "registered", 5), (Text(first, "method"), Text(first, "outcome"), first.GetProperty("every").GetInt32()));
        Assert.Equal(before + "\n" + line, system["crontab"]);
        Assert.EndsWith($"# {name}\n", line, StringComparison.Ordinal);

        Assert.Equal("replaced", Text(optaic.Json("schedule", "register", "--every", "60"), "outcome"));
        Assert.Equal(before + "\n" + line.Replace("*/5 *", "0 *", StringComparison.Ordinal), system["crontab"]);
        Assert.Equal("unregistered", Text(optaic.Json("schedule", "unregister"), "outcome"));
        Assert.Equal(before + "\n", system["crontab"]);

        var again = optaic.Run("schedule", "unregister");
        Assert.Equal((0, $"no tick is registered for {Workspace}\n"), (again.ExitCode, again.Output));
    }

    [ProgramFact("/bin/sh")]
    public void Two_workspaces_have_ticks_of_their_own()
    {
        var system = new StandIns(_root, "crontab");
        var (one, other) = (Ready(system), Ready(system, "other"));

        one.Json("schedule", "register");
        other.Json("schedule", "register");
        one.Json("schedule", "unregister");

        Assert.Contains(Path.Combine(_root.Path, "other"), Assert.Single(system["crontab"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [ProgramFact("/bin/sh")]
    public async Task Ticks_that_are_registered_at_the_same_time_do_not_lose_each_other()
    {
        var system = new StandIns(_root, "crontab");
        system["slow"] = "";
        var workspaces = Enumerable.Range(0, 4).Select(i => Ready(system, $"w{i}")).ToList();

        var results = await Task.WhenAll(workspaces.Select(w => w.RunAsync("schedule", "register")));

        Assert.All(results, r => Assert.Equal(0, r.ExitCode));
        Assert.Equal(4, system["crontab"]!.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [ProgramFact("/bin/sh")]
    public void Systemd_gets_two_files_and_is_told_and_both_are_taken_back()
    {
        var system = new StandIns(_root, "systemctl", "crontab");
        var optaic = Ready(system);

        var tick = optaic.Json("schedule", "register", "--method", "systemd", "--every", "15");
        var name = Text(tick, "name");
        Assert.Equal([$"{name}.service", $"{name}.timer"], Directory.GetFiles(system.Units).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal($"--user daemon-reload\n--user enable {name}.timer\n--user restart {name}.timer\n", system["systemctl"]);

        // Registered with another, it is no longer with this one.
        optaic.Json("schedule", "register", "--method", "cron");
        Assert.Empty(Directory.GetFiles(system.Units));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(system.Units, "timers.target.wants")));
        Assert.Contains(name!, system["crontab"], StringComparison.Ordinal);
    }

    [ProgramFact("/bin/sh")]
    public void The_Task_Scheduler_gets_a_task_in_UTF_16_and_lets_go_of_it()
    {
        var system = new StandIns(_root, "schtasks");
        var optaic = Ready(system);

        Assert.Equal("registered", Text(optaic.Json("schedule", "register", "--method", "task-scheduler"), "outcome"));
        Assert.Equal([0xff, 0xfe], File.ReadAllBytes(Assert.Single(system.Tasks))[..2]);
        Assert.Equal("replaced", Text(optaic.Json("schedule", "register", "--method", "task-scheduler", "--logon", "s4u"), "outcome"));
        Assert.Contains("S4U", File.ReadAllText(Assert.Single(system.Tasks), System.Text.Encoding.Unicode), StringComparison.Ordinal);
        Assert.Equal(2, optaic.Run("schedule", "register", "--method", "task-scheduler", "--logon", "password").ExitCode);
        Assert.Equal("unregistered", Text(optaic.Json("schedule", "unregister"), "outcome"));
        Assert.Empty(system.Tasks);
    }

    [ProgramFact("/bin/sh")]
    public void What_a_system_refuses_is_said_in_its_words_and_leaves_nothing()
    {
        var system = new StandIns(_root, "crontab", "systemctl");
        var optaic = Ready(system);
        system["refuse"] = "";

        var cron = optaic.Run("schedule", "register", "--method", "cron");
        var systemd = optaic.Run("schedule", "register", "--method", "systemd");

        Assert.Equal((1, "error: the crontab was not taken: \"-\":1: bad minute"), (cron.ExitCode, cron.ErrorLines[0]));
        Assert.Equal((1, "error: 'systemctl --user daemon-reload' failed: Failed to connect to bus: No medium found"), (systemd.ExitCode, systemd.ErrorLines[0]));
        Assert.Empty(Directory.GetFiles(system.Units));
        Assert.False(File.Exists(Path.Combine(Workspace, "tick.json")));
    }

    [ProgramFact("/bin/sh")]
    public void Where_there_is_no_clock_it_is_said_what_to_do_instead()
    {
        var result = Ready(new StandIns(_root)).Run("schedule", "register");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("optaic schedule run", result.ErrorLines[1], StringComparison.Ordinal);
    }

    [ProgramFact("/bin/sh")]
    public void What_if_shows_the_texts_and_writes_nothing()
    {
        var system = new StandIns(_root, "crontab");
        var optaic = Ready(system);

        var shown = optaic.Run("schedule", "register", "--what-if");

        Assert.StartsWith("would register optaic-", shown.Output, StringComparison.Ordinal);
        Assert.Equal(optaic.Run("schedule", "export", "--format", "cron").Output, shown.Output[shown.Output.IndexOf("*/5", StringComparison.Ordinal)..]);
        Assert.Null(system["crontab"]);
        Assert.False(Directory.Exists(system.Config));
        Assert.False(File.Exists(Path.Combine(Workspace, "tick.json")));
    }

    [Fact]
    public void An_export_is_printed_or_saved()
    {
        var optaic = new Optaic(Workspace);
        optaic.RunHere("init");
        var units = Directory.CreateDirectory(Path.Combine(_root.Path, "units")).FullName;
        var task = Path.Combine(_root.Path, "tick.xml");

        optaic.RunHere("schedule", "export", "--format", "systemd", "--out", units, "--name", "nightly");
        optaic.RunHere("schedule", "export", "--format", "task-xml", "--out", task);

        Assert.Equal(["nightly.service", "nightly.timer"], Directory.GetFiles(units).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(File.ReadAllText(Path.Combine(units, "nightly.timer")), Exported(optaic, "systemd", "--name", "nightly"), StringComparison.Ordinal);
        Assert.Contains("<Interval>PT5M</Interval>", File.ReadAllText(task), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--every", "7", "a tick every 7 minutes is not to be had")]
    [InlineData("--format", "launchd", "--format: 'launchd' cannot be used")]
    [InlineData("--name", "a/b", "'a/b' is no name for a tick")]
    public void What_cannot_be_exported_is_a_usage_error(string option, string value, string error)
    {
        var optaic = new Optaic(Workspace);
        optaic.RunHere("init");

        var result = optaic.RunHere("schedule", "export", option, value);

        Assert.Equal((2, $"error: {error}"), (result.ExitCode, result.ErrorLines[0]));
    }

    [ProgramFact("/bin/sh")]
    public void Doctor_misses_a_tick_where_schedules_are_enabled_and_says_what_to_type()
    {
        var system = new StandIns(_root, "crontab");
        var optaic = Ready(system);
        Assert.Empty(Doctor(optaic));

        Schedule(optaic, "prices");
        var warned = optaic.Run("doctor");
        Assert.Equal(0, warned.ExitCode);
        Assert.Contains("'optaic schedule register'", warned.Output, StringComparison.Ordinal);
        Assert.Equal(["no_tick"], Doctor(optaic));

        optaic.Json("schedule", "register");
        Assert.Empty(Doctor(optaic));

        system["crontab"] = "";
        Assert.Equal(["tick_missing"], Doctor(optaic));
        optaic.Json("schedule", "unregister");
        Assert.Equal(["no_tick"], Doctor(optaic));
    }

    [ProgramFact("/bin/sh")]
    public void Doctor_finds_that_what_is_installed_is_not_what_was_registered()
    {
        var system = new StandIns(_root, "crontab");
        var optaic = Ready(system);
        optaic.Json("schedule", "register");
        Assert.Equal(["tick_idle"], Doctor(optaic));
        Schedule(optaic, "prices");
        var line = system["crontab"]!;

        system["crontab"] = line.Replace("*/5", "*/30", StringComparison.Ordinal);
        Assert.Equal(["tick_interval"], Doctor(optaic));
        system["crontab"] = line.Replace(Optaic.Executable, "/gone/optaic", StringComparison.Ordinal);
        Assert.Equal(["tick_program_missing"], Doctor(optaic));
        system["crontab"] = line.Replace("schedule due", "schedule list", StringComparison.Ordinal);
        Assert.Equal(["tick_changed"], Doctor(optaic));
        system["crontab"] = line.Replace("of it", "of IT", StringComparison.Ordinal);
        Assert.Equal(["tick_other_root"], Doctor(optaic));
        Assert.Equal(1, optaic.Run("doctor").ExitCode);

        optaic.Json("schedule", "register");
        Assert.Empty(Doctor(optaic));
    }

    [ProgramFact("/bin/sh")]
    public void Doctor_finds_that_a_timer_is_disabled_or_ends_too_early_for_what_is_scheduled_now()
    {
        var system = new StandIns(_root, "systemctl");
        var optaic = Ready(system);
        Schedule(optaic, "prices", ", timeout: 30m, retry_policy: {max_retries: 1, delay: 1m}");
        var tick = optaic.Json("schedule", "register", "--method", "systemd");
        Assert.Contains("\nTimeoutStartSec=7260\n", Text(tick.GetProperty("files")[0], "text"), StringComparison.Ordinal);
        Assert.Empty(Doctor(optaic));

        Schedule(optaic, "more");
        Assert.Equal(["tick_limit"], Doctor(optaic));
        optaic.Json("schedule", "register", "--method", "systemd");
        Assert.Empty(Doctor(optaic));

        File.Delete(Assert.Single(Directory.GetFileSystemEntries(Path.Combine(system.Units, "timers.target.wants"))));
        Assert.Equal(["tick_disabled"], Doctor(optaic));
    }

    private static IEnumerable<string?> Doctor(Optaic optaic) => optaic.Run("doctor", "--json").Json.EnumerateArray().Select(i => Text(i, "code"));

    private void Schedule(Optaic optaic, string name, string more = "")
    {
        var file = _root.Write(name + ".csv", "date,symbol,close\n2024-01-02,A,1\n");
        var spec = _root.Write(name + ".yml", $"{{name: {name}, definition: builtin.csv, config: {{path: '{file}'}}, schedule: {{type: cron, expression: 0 6 * * *{more}}}}}");
        Assert.Equal(0, optaic.RunHere("instance", "create", "-f", spec).ExitCode);
    }

    private static string? Text(JsonElement json, string name) => json.GetProperty(name).GetString();

    private static string Exported(Optaic optaic, string format, params string[] more) => optaic.RunHere(["schedule", "export", "--format", format, .. more]).Output;

    private Optaic Ready(StandIns system, string? name = null)
    {
        var optaic = system.For(name is null ? Workspace : Path.Combine(_root.Path, name));
        optaic.RunHere("init");
        return optaic;
    }
}
