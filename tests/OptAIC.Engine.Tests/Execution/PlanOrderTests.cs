using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Execution;

public sealed class PlanOrderTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_flow_behind_one_that_the_plan_leaves_out_waits_for_what_that_one_waits_for()
    {
        _test.CreatePrices();
        _test.Create("{name: between, definition: builtin.expression, config: {expression: close * 2, output: close}, upstream_refs: [{resource: prices}], stale_on: age}");
        _test.CreateSignal("last", "between");
        _test.Refresh("+last");
        _test.WritePrices(days: 6);
        _test.With(w => w.Instances.Set("last", new InstanceRequest { Config = ["expression=close * 3"] }));

        var outcomes = _test.Outcomes(_test.Refresh("prices", "last"));

        Assert.Equal(StepOutcome.Completed, outcomes["prices"]);
        Assert.Equal(StepOutcome.Completed, outcomes["last"]);
    }

    [Fact]
    public void What_was_not_run_names_the_flow_at_the_root_however_far_up_it_is()
    {
        _test.CreatePrices();
        _test.CreateSignal("bad", "prices", "volume");
        _test.CreateSignal("after", "bad");
        _test.CreateSignal("far", "after");

        var far = _test.Refresh("+far").Steps.Single(s => s.Instance == "far");

        Assert.Equal((StepOutcome.NotRun, "bad.refresh", "bad.refresh failed"), (far.Outcome, far.BecauseOf, far.Message));
    }
}
