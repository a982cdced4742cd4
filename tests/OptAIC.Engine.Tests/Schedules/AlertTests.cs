using System.Text.Json;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Workspaces;
using OptAIC.Schedules;

namespace OptAIC.Engine.Tests.Schedules;

public sealed class AlertTests : IDisposable
{
    private readonly DueWorkspace _due = new();

    public void Dispose() => _due.Dispose();

    [Fact]
    public void A_failure_is_told_once_again_when_it_is_another_and_when_it_is_over()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        File.Move(_due.Test.PricesFile, _due.Test.PricesFile + ".away");
        RunOn("2026-03-02");
        Assert.Equal("Alert prices.refresh", DueWorkspace.Text(_due.Alerts().News));
        RunOn("2026-03-03");
        Assert.Equal((0, 1), (_due.Alerts().News.Count, _due.Alerts().Standing.Count));

        File.WriteAllText(_due.Test.PricesFile, "date,symbol,close\n2024-01-01,A,not a number\n");
        RunOn("2026-03-04");
        Assert.Equal("Alert prices.refresh", DueWorkspace.Text(_due.Alerts().News));

        _due.Test.WritePrices(3);
        RunOn("2026-03-05");
        Assert.Equal("Recovered prices.refresh", DueWorkspace.Text(_due.Alerts().News));
        Assert.Equal((0, 0), (_due.Alerts().News.Count, _due.Alerts().Standing.Count));
        Assert.Equal(
            ["run.failure_alert", "run.failure_alert", "alert.recovered"],
            _due.Test.With(w => w.Events.List()).Select(e => e.Action).Where(a => a.Contains("alert", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_overdue_by_more_than_its_grace_is_told()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *', grace: 30m}");
        _due.Now = "2026-03-02T06:30:00Z";
        Assert.Empty(_due.Alerts().News);
        _due.Now = "2026-03-02T06:31:00Z";
        var alert = Assert.Single(_due.Alerts().News);
        Assert.Equal(("planned for 2026-03-02 06:00:00Z and not started", new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero)), (alert.Message, alert.PlannedAt));
        Assert.Equal(ScheduleState.Overdue, _due.Schedule("prices").State);

        _due.Due();
        Assert.Equal("Recovered prices.refresh", DueWorkspace.Text(_due.Alerts().News));
    }

    [Fact]
    public void Data_that_are_behind_by_more_than_their_grace_are_told()
    {
        _due.Test.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}, schedule: {type: cron, expression: '0 6 * * *'}, update_frequency: {frequency: daily, grace_period_days: 1}}");
        RunOn("2026-03-02");
        var alert = Assert.Single(_due.Alerts().News);
        Assert.Equal("last data date 2024-01-05, expected 2026-03-01", alert.Message);
        Assert.Equal("dataset.stale_alert", _due.Test.With(w => w.Events.List())[^1].Action);
    }

    [Fact]
    public void A_schedule_that_cannot_be_followed_here_is_told_and_holds_no_other_up()
    {
        var calendar = Path.Combine(Directory.CreateDirectory(Path.Combine(_due.Test.Root, "calendars")).FullName, "nyse.csv");
        File.WriteAllText(calendar, "date\n2026-03-03\n");
        _due.Prices("{type: cron, expression: '0 6 * * *', business_days_only: true, calendar: nyse}");
        _due.Test.Create("{name: other, definition: builtin.csv, config: {path: prices.csv}, schedule: {type: cron, expression: '0 6 * * *'}}");
        File.Delete(calendar);
        _due.Now = "2026-03-02T06:00:10Z";
        _due.Due();

        Assert.Single(_due.Runs("other"));
        Assert.Empty(_due.Runs("prices"));
        Assert.Equal("Alert prices.refresh", DueWorkspace.Text(_due.Alerts().News));
        Assert.Equal(ScheduleState.Broken, _due.Schedule("prices").State);
    }

    [Fact]
    public void A_registry_that_is_lost_repeats_no_alert()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *', grace: 30m}");
        _due.Now = "2026-03-02T09:00:00Z";
        Assert.Single(_due.Alerts().News);
        File.Delete(Path.Combine(_due.Test.Root, "registry.db"));
        Assert.Empty(_due.Alerts().News);
    }

    [UnixFact]
    public async Task A_program_is_told_of_an_alert_and_cannot_hold_anything_up()
    {
        using var folder = new TemporaryFolder();
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Test.With(w => w.SetLimits(new WorkspaceLimits { AlertCommand = ["/bin/sh", "-c", $"cat > {folder["told.json"]}"] }));
        using var context = WorkspaceContext.Open(_due.Test.Options);
        var alert = new OptScheduleEvent { Time = DateTimeOffset.UnixEpoch, Kind = ScheduleEventKind.Alert, Instance = "prices", Flow = Model.FlowKind.Refresh, Message = "it failed" };
        await AlertHook.TellAsync(context, alert);

        var told = JsonDocument.Parse(File.ReadAllText(folder["told.json"])).RootElement;
        Assert.Equal(("alert", "prices", "refresh", "it failed"), (told.GetProperty("kind").GetString(), told.GetProperty("instance").GetString(), told.GetProperty("flow").GetString(), told.GetProperty("message").GetString()));
    }

    [UnixFact]
    public async Task A_program_that_fails_or_is_missing_leaves_a_line_in_the_activity_log()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        foreach (var command in (string[][])[["/bin/sh", "-c", "exit 3"], ["no-such-program"]])
        {
            _due.Test.With(w => w.SetLimits(new WorkspaceLimits { AlertCommand = command }));
            using var context = WorkspaceContext.Open(_due.Test.Options);
            await AlertHook.TellAsync(context, new OptScheduleEvent { Time = DateTimeOffset.UnixEpoch, Kind = ScheduleEventKind.Alert, Instance = "prices", Flow = Model.FlowKind.Refresh });
        }

        Assert.Equal(["exit code 3", "no-such-program"], _due.Test.With(w => w.Events.List()).Where(e => e.Action == "alert.hook_failed").Select((e, i) => i == 0 ? e.Payload["error"] : e.Payload["command"]));
    }

    private void RunOn(string day)
    {
        _due.Now = $"{day}T06:00:10Z";
        _due.Due();
    }
}
