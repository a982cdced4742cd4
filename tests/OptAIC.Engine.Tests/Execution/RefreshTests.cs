using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class RefreshTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_refresh_runs_what_is_not_ready_in_lineage_order_and_then_nothing()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");

        Assert.All(_test.Refresh("+double").Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));
        Assert.All(_test.Refresh("+double").Steps, s => Assert.Equal(StepOutcome.Skipped, s.Outcome));
        Assert.Equal(FlowStatus.Ready, _test.Flow("double").Status);
    }

    [Fact]
    public void Newer_rows_in_the_file_make_it_and_its_downstream_stale_down_to_the_file()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");

        _test.WritePrices(days: 6);

        var reason = Assert.Single(_test.Flow("double").Reasons);
        Assert.Equal(ReasonCode.UpstreamNotReady, reason.Code);
        Assert.Equal(ReasonCode.SourceChanged, reason.Cause!.Code);
        Assert.Contains(_test.PricesFile, reason.Cause.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_only_touched_makes_nothing_stale()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        File.SetLastWriteTimeUtc(_test.PricesFile, DateTime.UtcNow.AddHours(1));

        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
    }

    [Fact]
    public void Identical_content_keeps_the_data_version_and_cuts_off_early()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");
        var before = _test.Flow("prices").DataVersion;

        File.AppendAllText(_test.PricesFile, "\n");
        var outcomes = _test.Outcomes(_test.Refresh("+double"));

        Assert.Equal(before, _test.Flow("prices").DataVersion);
        Assert.Equal(StepOutcome.Completed, outcomes["prices"]);
        Assert.Equal(StepOutcome.Skipped, outcomes["double"]);
    }

    [Fact]
    public void A_failed_flow_stops_only_its_descendants()
    {
        _test.CreatePrices();
        _test.CreateSignal("bad", "prices", "volume");
        _test.CreateSignal("after_bad", "bad");
        _test.CreateSignal("good", "prices");

        var outcomes = _test.Outcomes(_test.Refresh("prices+"));

        Assert.Equal(StepOutcome.Failed, outcomes["bad"]);
        Assert.Equal(StepOutcome.NotRun, outcomes["after_bad"]);
        Assert.Equal(StepOutcome.Completed, outcomes["good"]);
        Assert.Equal(FlowStatus.Error, _test.Flow("bad").Status);
    }

    [Fact]
    public void A_start_is_refused_while_upstream_is_not_ready_and_says_what_blocks()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");

        var refused = Assert.Throws<UpstreamNotReadyException>(() => _test.Run(new FlowRunRequest { Targets = [new FlowTarget("double")] }));

        Assert.Equal(ExitCode.Refused, refused.ExitCode);
        Assert.Equal("prices", Assert.Single(refused.Blockers).Instance);
        Assert.Empty(_test.With(w => w.Runs.List()));
    }

    [Fact]
    public void A_recursive_start_refreshes_upstream_first()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");

        var result = _test.Run(new FlowRunRequest { Targets = [new FlowTarget("double")], Recursive = true });

        Assert.All(result.Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));
    }

    [Fact]
    public void A_forced_run_of_something_ready_is_recorded_as_forced_and_keeps_the_version()
    {
        _test.CreatePrices();
        _test.Refresh("prices");
        var before = _test.Flow("prices").DataVersion;

        _test.Run(new FlowRunRequest { Targets = [new FlowTarget("prices")], Force = true });

        Assert.Equal(before, _test.Flow("prices").DataVersion);
        Assert.Contains("\"force\"", _test.With(w => w.Runs.Record("prices")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_data_file_fails_the_run_names_the_file_and_keeps_the_old_data()
    {
        _test.CreatePrices();
        _test.Refresh("prices");
        File.Delete(_test.PricesFile);

        var step = Assert.Single(_test.Refresh("prices").Steps);

        Assert.Equal(StepOutcome.Failed, step.Outcome);
        Assert.Contains(_test.PricesFile, step.Message, StringComparison.Ordinal);
        Assert.Equal(10, _test.With(w => w.Data.Read("prices").Rows.Count()));
    }

    [Fact]
    public void A_signal_that_breaks_its_spec_publishes_nothing()
    {
        _test.CreatePrices();
        _test.Create("{name: s, type: SignalInstance, definition: builtin.expression, config: {expression: close}, upstream_refs: [{resource: prices}], signal_spec: {max: 10}}");

        var result = _test.Refresh("+s");

        Assert.Equal(StepOutcome.Failed, result.Steps[^1].Outcome);
        var run = _test.With(w => w.Runs.Get("s"));
        Assert.Equal((RunStatus.Failed, "contract"), (run.Status, run.ErrorType));
        Assert.Throws<OptAIC.Engine.Data.NotPublishedException>(() => _test.With(w => w.Data.Read("s")));
    }

    [Fact]
    public void A_signal_is_corrected_when_its_spec_asks_for_it()
    {
        _test.CreatePrices();
        _test.Create("{name: s, type: SignalInstance, definition: builtin.expression, config: {expression: close}, upstream_refs: [{resource: prices}], signal_spec: {max: 60, clamp_on_violation: true}}");

        _test.Refresh("+s");

        Assert.Equal(60, _test.With(w => w.Data.Read("s").Rows.Max(r => r.Values.Span[0])));
    }

    [Fact]
    public void What_a_run_used_and_made_stands_in_its_record()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");

        var run = _test.With(w => w.Runs.Get("double"));

        Assert.Equal(_test.Flow("prices").DataVersion, run.InputVersions["prices.refresh"]);
        Assert.Equal(_test.Flow("double").DataVersion, run.DataVersion);
        Assert.Equal(new DateOnly(2024, 1, 5), run.LastDataDate);
        Assert.Equal(ReasonCode.NeverCompleted, Assert.Single(run.Reasons).Code);
    }

    [Fact]
    public void The_reasons_of_a_long_lineage_are_cut_short_and_still_end_at_the_root_cause()
    {
        _test.CreatePrices();
        for (var i = 1; i <= 40; i++)
        {
            _test.CreateSignal($"s{i}", i == 1 ? "prices" : $"s{i - 1}", "close");
        }

        _test.Refresh("+s40");
        _test.WritePrices(days: 6);

        var reason = Assert.Single(_test.Flow("s40").Reasons);
        var links = 1;
        for (; reason.Cause is { } cause; reason = cause)
        {
            links++;
        }

        Assert.InRange(links, 2, 20);
        Assert.Equal((ReasonCode.SourceChanged, "prices.refresh"), (reason.Code, reason.Flow));
    }

    [Fact]
    public void A_program_that_fails_leaves_its_exit_code_in_the_record()
    {
        _test.Create("{name: c, definition: builtin.command, config: {command: [dotnet, no-such-verb]}}");

        Assert.Equal(StepOutcome.Failed, Assert.Single(_test.Refresh("c").Steps).Outcome);

        var run = _test.With(w => w.Runs.Get("c"));
        Assert.Equal("command_failed", run.ErrorType);
        Assert.InRange(run.ExitCode ?? 0, 1, 255);
    }
}
