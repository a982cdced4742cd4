using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Planning;

namespace OptAIC.Engine.Tests.Execution;

public sealed class AsOfTests : IDisposable
{
    private static readonly DateOnly Then = new(2024, 1, 3);

    private readonly TestWorkspace _test = new();

    public AsOfTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_run_as_of_an_earlier_day_sees_nothing_later_and_publishes_beside_what_is_current()
    {
        var before = _test.Flow("double");

        var step = Assert.Single(Start("double").Steps);

        Assert.Equal(StepOutcome.Completed, step.Outcome);
        var run = _test.With(w => w.Runs.Get(step.Run.ToString()!));
        Assert.Equal((Then, true, Then), (run.AsOf, run.IsSide, run.LastDataDate));
        Assert.NotEqual(before.DataVersion, run.DataVersion);
        Assert.Equal(before with { LastRun = null }, _test.Flow("double") with { LastRun = null, Reasons = before.Reasons });
        Assert.Equal(before.LastRun, _test.Flow("double").LastRun);
        Assert.Equal(10, _test.With(w => w.Data.Read("double").Rows.Count()));
        Assert.True(File.Exists(Path.Combine(_test.DirectoryOf("double"), "data", "as-of", "2024-01-03", "current")));
    }

    [Fact]
    public void The_same_version_is_not_made_twice_unless_what_it_is_made_of_changes()
    {
        Start("double");

        Assert.Equal(StepOutcome.Skipped, Assert.Single(Start("double").Steps).Outcome);
        _test.With(w => w.Instances.Set("double", new InstanceRequest { Config = ["expression=close * 3"] }));

        Assert.Equal(StepOutcome.Completed, Assert.Single(Start("double").Steps).Outcome);
    }

    [Fact]
    public void A_plan_as_of_a_day_reads_the_versions_of_that_day_along_the_lineage()
    {
        var result = _test.Run(new FlowRunRequest { Selectors = ["+double"], AsOf = Then });

        Assert.All(result.Steps, s => Assert.Equal(StepOutcome.Completed, s.Outcome));
        var runs = result.Steps.ToDictionary(s => s.Instance, s => _test.With(w => w.Runs.Get(s.Run.ToString()!)));
        Assert.Equal(runs["prices"].DataVersion, runs["double"].InputVersions["prices.refresh"]);
        Assert.All(runs.Values, r => Assert.Equal(Then, r.LastDataDate));
        Assert.Equal(FlowStatus.Ready, _test.Flow("double").Status);
    }

    [Fact]
    public void A_failure_as_of_an_earlier_day_moves_no_status()
    {
        Assert.Equal(StepOutcome.Failed, Assert.Single(Start("double", new DateOnly(2023, 12, 31)).Steps).Outcome);

        Assert.Equal(FlowStatus.Ready, _test.Flow("double").Status);
    }

    [Fact]
    public void The_registry_that_is_rebuilt_counts_such_runs_no_more_than_the_one_before()
    {
        var before = _test.Flow("double");
        Start("double");

        File.Delete(Path.Combine(_test.Root, "registry.db"));

        Assert.Equal((before.DataVersion, before.LastRun, before.Status), (_test.Flow("double").DataVersion, _test.Flow("double").LastRun, _test.Flow("double").Status));
    }

    [Fact]
    public void What_has_published_nothing_yet_publishes_as_of_a_day_what_becomes_current()
    {
        _test.CreateSignal("triple", "prices", "close * 3");

        Start("triple");

        var run = _test.With(w => w.Runs.Get("triple"));
        Assert.Equal((Then, false), (run.AsOf, run.IsSide));
        Assert.Equal(6, _test.With(w => w.Data.Read("triple").Rows.Count()));
        Assert.Equal(StepOutcome.Completed, Assert.Single(Start("triple", new DateOnly(2024, 1, 4)).Steps).Outcome);
    }

    [Fact]
    public void The_plan_that_is_shown_is_the_plan_that_runs()
    {
        var request = new FlowRunRequest { Targets = [new FlowTarget("double")], AsOf = Then };

        var shown = Assert.Single(_test.With(w => w.Flows.Plan(request)));

        Assert.Equal((PlanAction.Run, "as_of"), (shown.Action, shown.Reasons[0].Code));
    }

    [Fact]
    public void Nothing_is_run_as_of_a_day_to_come() =>
        Assert.Throws<AsOfInFutureException>(() => _test.With(w => w.Flows.RunAsync(new FlowRunRequest { Targets = [new FlowTarget("double")], AsOf = new DateOnly(2999, 1, 1) }).GetAwaiter().GetResult()));

    private PlanResult Start(string instance, DateOnly? day = null) => _test.Run(new FlowRunRequest { Targets = [new FlowTarget(instance)], AsOf = day ?? Then });
}
