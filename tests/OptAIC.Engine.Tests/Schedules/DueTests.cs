using OptAIC.Engine.Facade;
using OptAIC.Freshness;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Tests.Schedules;

public sealed class DueTests : IDisposable
{
    private readonly DueWorkspace _due = new();

    public void Dispose() => _due.Dispose();

    [Fact]
    public void A_planned_instant_starts_its_flow_once_ready_or_not()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T05:59:59Z";
        Assert.Empty(_due.Due());
        Assert.Empty(_due.Runs("prices"));

        foreach (var day in (string[])["2026-03-02", "2026-03-03"])
        {
            _due.Now = $"{day}T06:00:10Z";
            _due.Due();
            _due.Due();
        }

        var runs = _due.Runs("prices");
        Assert.Equal([RunStatus.Completed, RunStatus.Completed], runs.Select(r => r.Status));
        Assert.All(runs, r => Assert.Equal(TriggerKind.Schedule, r.Trigger));
        Assert.Equal("2026-03-03T06:00:00Z", _due.Test.With(w => System.Text.Json.JsonDocument.Parse(w.Runs.Record("prices"))).RootElement
            .GetProperty("trigger").GetProperty("occurrence").GetProperty("planned_at").GetString());
    }

    [Theory]
    [InlineData("last", 1, "Missed prices.refresh x2")]
    [InlineData("skip", 0, "Missed prices.refresh x3")]
    [InlineData("all", 3, "")]
    public void What_was_missed_is_left_out_made_up_for_once_or_each(string catchUp, int runs, string events)
    {
        _due.Prices($"{{type: cron, expression: '0 6 * * *', catch_up: {catchUp}}}");
        _due.Now = "2026-03-04T09:00:00Z";

        Assert.Equal(events, DueWorkspace.Text(_due.Due()));
        Assert.Equal(runs, _due.Runs("prices").Count);
        Assert.Empty(_due.Due());
        Assert.Equal(runs, _due.Runs("prices").Count);
    }

    [Fact]
    public void What_is_made_up_for_each_is_made_oldest_first_as_of_its_own_day()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *', catch_up: all}");
        _due.Now = "2026-03-04T09:00:00Z";
        _due.Due();

        var started = _due.Test.With(w => w.Events.List()).Where(e => e.Action == "run.started").Select(e => Guid.Parse(e.Payload["run"])).ToList();
        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3), null], _due.Runs("prices").OrderBy(r => started.IndexOf(r.Id)).Select(r => r.AsOf));
    }

    [Fact]
    public void A_clock_that_is_set_back_fires_nothing_twice_and_one_that_is_set_forward_has_missed()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T06:01:00Z";
        _due.Due();
        _due.Now = "2026-03-02T05:00:00Z";
        _due.Due();
        _due.Now = "2026-03-02T06:02:00Z";
        _due.Due();
        Assert.Single(_due.Runs("prices"));

        _due.Now = "2026-03-05T07:00:00Z";
        Assert.Equal("Missed prices.refresh x2", DueWorkspace.Text(_due.Due()));
        Assert.Equal(2, _due.Runs("prices").Count);
    }

    [Fact]
    public void A_lost_registry_starts_nothing_twice()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *', catch_up: skip, grace: 1m}");
        _due.Now = "2026-03-02T06:00:30Z";
        _due.Due();
        _due.Now = "2026-03-03T12:00:00Z";
        Assert.Equal("Missed prices.refresh x1", DueWorkspace.Text(_due.Due()));

        foreach (var file in Directory.GetFiles(_due.Test.Root, "registry.db*"))
        {
            File.Delete(file);
        }

        Assert.Empty(_due.Due());
        Assert.Single(_due.Runs("prices"));
    }

    [Fact]
    public void What_is_due_together_runs_in_lineage_order()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Test.Create("{name: signal, definition: builtin.expression, config: {expression: close, output: close}, upstream_refs: [{resource: prices}], schedule: {type: cron, expression: '0 6 * * *'}}");
        _due.Now = "2026-03-02T06:00:30Z";
        _due.Due();

        Assert.Equal([RunStatus.Completed, RunStatus.Completed], [_due.Runs("prices").Single().Status, _due.Runs("signal").Single().Status]);
        Assert.Equal(FlowStatus.Ready, _due.Test.Flow("signal").Status);
    }

    [Fact]
    public void What_cannot_start_for_its_upstream_stays_due_until_the_next_one_overtakes_it()
    {
        _due.Test.CreatePrices();
        _due.Test.Create("{name: signal, definition: builtin.expression, config: {expression: close, output: close}, upstream_refs: [{resource: prices}], schedule: {type: cron, expression: '0 6 * * *'}}");
        _due.Now = "2026-03-02T06:01:00Z";
        Assert.Equal("Waiting signal.refresh", DueWorkspace.Text(_due.Due()));
        Assert.Equal("Waiting signal.refresh", DueWorkspace.Text(_due.Due()));
        Assert.Equal(ScheduleState.Due, _due.Schedule("signal").State);

        _due.Now = "2026-03-03T06:01:00Z";
        var news = _due.Due();
        Assert.Equal("Missed signal.refresh x1; Waiting signal.refresh", DueWorkspace.Text(news));
        Assert.All(news, n => Assert.Contains("prices.refresh: no run of it has completed yet", n.Message, StringComparison.Ordinal));

        _due.Test.Refresh("prices");
        _due.Due();
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero), _due.Schedule("signal").LastPlanned);
        Assert.Single(_due.Runs("signal"));
    }

    [Fact]
    public void An_upstream_that_fails_leaves_what_was_claimed_behind_it_to_the_next_caller()
    {
        _due.Prices("{type: cron, expression: '0 6 2 3 *'}");
        _due.Test.Create("{name: signal, definition: builtin.expression, config: {expression: close, output: close}, upstream_refs: [{resource: prices}], schedule: {type: cron, expression: '0 6 * * *'}}");
        File.Move(_due.Test.PricesFile, _due.Test.PricesFile + ".away");
        _due.Now = "2026-03-02T06:01:00Z";
        _due.Due();
        Assert.Equal(RunStatus.Failed, _due.Runs("prices").Single().Status);
        Assert.Equal(RunStatus.Pending, _due.Runs("signal").Single().Status);
        Assert.Equal(ScheduleState.Claimed, _due.Schedule("signal").State);

        File.Move(_due.Test.PricesFile + ".away", _due.Test.PricesFile);
        _due.Test.Refresh("prices");
        _due.Due();
        Assert.Equal(RunStatus.Completed, _due.Runs("signal").Single().Status);
    }

    [Fact]
    public void A_claim_that_is_overtaken_is_told_to_have_been_missed()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T06:01:00Z";
        _due.Claim();
        _due.Now = "2026-03-03T06:01:00Z";
        Assert.Equal("Missed prices.refresh x1", DueWorkspace.Text(_due.Due()));

        var runs = _due.Runs("prices");
        Assert.Equal([RunStatus.Cancelled, RunStatus.Completed], runs.Select(r => r.Status));
        Assert.Equal("missed", runs[0].ErrorType);
    }

    [Fact]
    public void A_claim_that_a_living_process_has_in_hand_is_left_to_it_though_the_next_one_is_due()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T06:01:00Z";
        var held = new HashSet<Guid>();
        var claims = _due.Claim(held).Claims;
        _due.Now = "2026-03-03T06:01:00Z";
        Assert.Empty(_due.Claim(held).Claims);

        _due.Run(claims);
        Assert.Empty(_due.Due());
        Assert.Equal([RunStatus.Completed, RunStatus.Completed], _due.Runs("prices").Select(r => r.Status));
    }

    [Fact]
    public void A_claim_can_be_stopped_before_it_begins()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T06:01:00Z";
        var claim = _due.Claim().Claims.Single().Record.Id;
        _due.Test.With(w => w.Runs.StopAsync(claim.ToString("D")).GetAwaiter().GetResult());

        _due.Due();
        Assert.Equal(RunStatus.Cancelled, _due.Runs("prices").Single().Status);
    }

    [Fact]
    public void A_start_by_hand_does_not_wait_for_what_is_claimed()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *'}");
        _due.Now = "2026-03-02T06:01:00Z";
        _due.Claim();
        Assert.Equal(FlowStatus.NotInitialized, _due.Test.Flow("prices").Status);
        _due.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("prices")] });
        _due.Due();

        Assert.Equal([(TriggerKind.Manual, RunStatus.Completed), (TriggerKind.Schedule, RunStatus.Completed)], _due.Runs("prices").OrderBy(r => r.Trigger).Select(r => (r.Trigger, r.Status)));
    }

    [Fact]
    public void Each_flow_starts_behind_the_planned_instant_by_its_own_delay()
    {
        _due.Prices("{type: cron, expression: '0 6 * * *', jitter: 1h}");
        var delay = _due.Schedule("prices").Delay;
        Assert.InRange(delay, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));

        var planned = new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
        _due.Now = (planned + delay - TimeSpan.FromSeconds(1)).ToString("O");
        _due.Due();
        Assert.Empty(_due.Runs("prices"));
        _due.Now = (planned + delay).ToString("O");
        _due.Due();
        Assert.Single(_due.Runs("prices"));
        Assert.Equal(planned, _due.Schedule("prices").LastPlanned);
    }
}
