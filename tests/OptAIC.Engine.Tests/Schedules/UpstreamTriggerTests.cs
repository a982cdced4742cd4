using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Tests.Schedules;

public sealed class UpstreamTriggerTests : IDisposable
{
    private readonly DueWorkspace _due = new();

    public UpstreamTriggerTests()
    {
        _due.Test.CreatePrices();
        _due.Test.Create("{name: signal, definition: builtin.expression, config: {expression: close, output: close}, upstream_refs: [{resource: prices}], schedule: {type: upstream}}");
    }

    public void Dispose() => _due.Dispose();

    [Fact]
    public void It_fires_once_for_each_combination_of_versions()
    {
        Assert.Empty(_due.Due());
        for (var days = 5; days < 8; days++)
        {
            _due.Test.WritePrices(days);
            _due.Test.Refresh("prices");
            Assert.Equal(ScheduleState.Due, _due.Schedule("signal").State);
            _due.Due();
            _due.Due();
        }

        Assert.Equal([TriggerKind.Upstream, TriggerKind.Upstream, TriggerKind.Upstream], _due.Runs("signal").Select(r => r.Trigger));
        Assert.Equal((ScheduleState.Waiting, "nothing new upstream"), (_due.Schedule("signal").State, _due.Schedule("signal").StateReason));
    }

    [Fact]
    public void What_has_been_read_by_a_run_of_another_kind_calls_for_nothing()
    {
        _due.Test.Refresh("+signal");
        Assert.Empty(_due.Due());
        Assert.Single(_due.Runs("signal"));
    }

    [Fact]
    public void A_run_that_fails_is_not_repeated_until_something_new_is_published()
    {
        _due.Test.Create("{name: bad, definition: builtin.expression, config: {expression: 'missing * 2', output: x}, upstream_refs: [{resource: prices}], schedule: {type: upstream}}");
        _due.Test.Refresh("prices");
        _due.Due();
        _due.Due();
        Assert.Equal(RunStatus.Failed, _due.Runs("bad").Single().Status);

        _due.Test.WritePrices(9);
        _due.Test.Refresh("prices");
        _due.Due();
        Assert.Equal(2, _due.Runs("bad").Count);
    }

    [Fact]
    public void It_waits_until_every_upstream_is_ready()
    {
        _due.Test.Create("{name: other, definition: builtin.csv, config: {path: prices.csv}}");
        _due.Test.Create("{name: sum, definition: builtin.expression, config: {expression: prices.close + other.close, output: x}, upstream_refs: [{resource: prices}, {resource: other}], schedule: {type: upstream}}");
        _due.Test.Refresh("prices");
        _due.Due();
        Assert.Empty(_due.Runs("sum"));
        _due.Test.Refresh("other");
        _due.Due();
        Assert.Single(_due.Runs("sum"));
    }

    [Fact]
    public void A_flow_without_upstreams_cannot_go_by_them()
    {
        var refused = Assert.Throws<OptAIC.Engine.Specs.InvalidSpecException>(() => _due.Test.Create("{name: p, definition: builtin.csv, config: {path: prices.csv}, schedule: {type: upstream}}"));
        Assert.Contains("refresh has no upstream that could start it", refused.Issues.Single().Message, StringComparison.Ordinal);
    }
}
