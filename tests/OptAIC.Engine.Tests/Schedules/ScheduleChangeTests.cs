using OptAIC.Engine.Facade;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Tests.Schedules;

public sealed class ScheduleChangeTests : IDisposable
{
    private readonly DueWorkspace _due = new();

    public ScheduleChangeTests() => _due.Prices("{type: cron, expression: '0 6 * * *', timezone: Europe/Berlin, retry_policy: {max_retries: 2, delay: 1m}}");

    public void Dispose() => _due.Dispose();

    [Fact]
    public void What_is_left_out_stays_as_it_is()
    {
        Set(new ScheduleRequest { Cron = "30 7 * * *", CatchUp = CatchUp.All });
        var schedule = _due.Schedule("prices");
        Assert.Equal(("cron 30 7 * * *", "Europe/Berlin", CatchUp.All), (schedule.Text, schedule.TimeZone, schedule.CatchUp));
        Assert.Contains("max_retries 2", Settings(), StringComparison.Ordinal);

        Set(new ScheduleRequest { IntervalMinutes = 60, StartTime = "09:30", EndTime = "16:00", Days = "mon-fri" });
        Assert.Equal("every 60 min from 09:30 to 16:00 mon-fri", _due.Schedule("prices").Text);
        Set(new ScheduleRequest { Kind = ScheduleKind.Manual });
        Assert.Equal((ScheduleKind.Manual, ScheduleState.Manual), (_due.Schedule("prices").Kind, _due.Schedule("prices").State));
    }

    [Fact]
    public void A_schedule_begins_anew_when_its_instants_change_and_not_when_something_else_does()
    {
        _due.Now = "2026-03-02T12:00:00Z";
        Set(new ScheduleRequest { CatchUp = CatchUp.Skip, Jitter = "5s" });
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero), _due.Schedule("prices").Since);
        Set(new ScheduleRequest { Cron = "0 7 * * *" });
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), _due.Schedule("prices").Since);
        Assert.Empty(_due.Due());
    }

    [Fact]
    public void What_was_planned_while_it_was_off_is_not_made_up_for()
    {
        _due.Test.With(w => w.Schedules.Switch(["prices"], null, enabled: false));
        Assert.Equal(ScheduleState.Disabled, _due.Schedule("prices").State);
        _due.Now = "2026-03-05T12:00:00Z";
        Assert.Empty(_due.Due());
        _due.Test.With(w => w.Schedules.Switch(["prices"], null, enabled: true));
        Assert.Empty(_due.Due());
        _due.Now = "2026-03-06T05:00:10Z";
        _due.Due();
        Assert.Single(_due.Runs("prices"));
    }

    [Fact]
    public void It_can_be_changed_while_the_flow_runs()
    {
        using var context = WorkspaceContext.Open(_due.Test.Options);
        var instance = context.Registry.Instances().Single();
        using var running = FlowLock.TryAcquire(context, instance, FlowKind.Refresh, out _, CancellationToken.None)!;
        running.Declare(Guid.CreateVersion7(), FlowKind.Refresh);

        Assert.True(Set(new ScheduleRequest { Enabled = false }).Changed);
        Assert.Equal(2, _due.Test.With(w => w.Instances.Get("prices")).Generation);
        Assert.Empty(_due.Test.With(w => w.Health.Doctor()));
        Assert.Throws<FlowBusyException>(() => _due.Test.With(w => w.Instances.Set("prices", new InstanceRequest { Config = ["symbols=[A]"] })));
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        Assert.True(_due.Test.With(w => w.Schedules.Set(new FlowTarget("prices"), new ScheduleRequest { Cron = "0 9 * * *" }, whatIf: true)).Changed);
        Assert.Equal("cron 0 6 * * *", _due.Schedule("prices").Text);
    }

    [Theory]
    [InlineData("61 * * * *", null, null, "minute: 61 is not between 0 and 59")]
    [InlineData(null, "someday", null, "are no days of the week")]
    [InlineData(null, null, "2025-01-01", "never fires between its start and its end")]
    public void What_cannot_be_is_refused(string? cron, string? days, string? end, string problem)
    {
        var request = new ScheduleRequest { Cron = cron, IntervalMinutes = days is null ? null : 5, Days = days, Start = end is null ? null : "2025-06-01", End = end };
        var refused = Assert.Throws<InvalidSpecException>(() => Set(request));
        Assert.Contains(problem, string.Join(' ', refused.Issues.Select(i => i.Message)), StringComparison.Ordinal);
        Assert.Equal("cron 0 6 * * *", _due.Schedule("prices").Text);
    }

    [Fact]
    public void Business_days_come_from_a_calendar_of_the_workspace()
    {
        Directory.CreateDirectory(Path.Combine(_due.Test.Root, "calendars"));
        File.WriteAllText(Path.Combine(_due.Test.Root, "calendars", "nyse.csv"), "date\n2026-03-03\n");
        Set(new ScheduleRequest { BusinessDaysOnly = true, Calendar = "nyse" });
        Assert.Equal([2, 4, 5, 6, 9], _due.Schedule("prices", count: 5).Next.Select(o => o.Local.Day));
    }

    [Fact]
    public void A_flow_that_has_no_schedule_cannot_be_switched()
    {
        _due.Test.Create("{name: other, definition: builtin.csv, config: {path: prices.csv}}");
        Assert.Throws<NoScheduleException>(() => _due.Test.With(w => w.Schedules.Switch(["other"], null, enabled: true)));
        Assert.Single(_due.Test.With(w => w.Schedules.Switch(["*"], null, enabled: false)));
    }

    private OptInstanceChange Set(ScheduleRequest request) => _due.Test.With(w => w.Schedules.Set(new FlowTarget("prices"), request));

    private string Settings() => _due.Test.With(w => string.Join(' ', w.Instances.Get("prices").Settings.Select(s => s.Value))).Replace("\"", "", StringComparison.Ordinal).Replace(":", " ", StringComparison.Ordinal);
}
