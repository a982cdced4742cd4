using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Selectors;

namespace OptAIC.Engine.Tests.Queries;

public sealed class SelectionTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public SelectionTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("first", "prices");
        _test.CreateSignal("second", "first", "close + 1");
        _test.With(w => w.Instances.Set("first", new InstanceRequest { Tags = ["nightly"] }));
        _test.Refresh("+first");
    }

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData("+first", "", "first prices")]
    [InlineData("prices+1", "", "first prices")]
    [InlineData("tag:nightly", "", "first")]
    [InlineData("status:ready", "", "first prices")]
    [InlineData("status:ready,tag:nightly", "", "first")]
    [InlineData("tag:nightly second", "", "first second")]
    [InlineData("f* status:not_initialized", "", "first second")]
    [InlineData("", "tag:nightly", "prices second")]
    [InlineData("first.refresh", "", "first")]
    [InlineData("+first.refresh", "", "first prices")]
    [InlineData("*s*.refresh", "first.refresh", "prices second")]
    [InlineData("*.training", "", "")]
    [InlineData("*", "+first", "second")]
    [InlineData("type:BacktestInstance", "", "")]
    [InlineData("nothing*", "", "")]
    public void Selectors_choose_instances_flows_checks_and_runs_alike(string names, string exclude, string expected)
    {
        string[] wanted = names.Length == 0 ? [] : [names];
        string[] without = exclude.Length == 0 ? [] : [exclude];
        var filter = new InstanceFilter { Names = wanted, Exclude = without };

        var found = _test.With(w => w.Instances.List(filter)).Where(i => i.Flows.Count > 0).Select(i => i.Name).Order();
        Assert.Equal(expected, string.Join(' ', found));
        Assert.Equal(expected, string.Join(' ', _test.With(w => w.Flows.List(filter)).Select(f => f.Instance).Order()));
        var lineage = _test.With(w => w.Lineage.Get(wanted.Length == 0 ? null : names, exclude: without));
        Assert.Equal(expected, string.Join(' ', lineage.Nodes.Select(f => f.Instance).Order()));
        Assert.All(lineage.Edges, e => Assert.True(lineage.Nodes.Any(n => n.Instance == e.Upstream) && lineage.Nodes.Any(n => n.Instance == e.Downstream)));
        var checks = _test.With(w => w.Flows.Check(wanted.Length == 0 ? ["*"] : wanted, flow: null, without));
        Assert.Equal(expected, string.Join(' ', checks.Select(c => c.Flow.Instance).Order()));
        var targets = wanted.Length == 0 ? ["*"] : wanted;
        Assert.Equal(expected, string.Join(' ', _test.With(w => w.Flows.Find(targets, flow: null, without)).Select(f => f.Instance).Order()));
        var plan = _test.With(w => w.Flows.Plan(new FlowRunRequest { Targets = [.. targets.Select(t => new FlowTarget(t))], Exclude = without, Force = true }));
        Assert.Equal(expected, string.Join(' ', plan.Select(s => s.Instance).Order()));
        var runs = _test.With(w => w.Runs.List(new RunFilter { Instance = names.Length == 0 ? null : names, Exclude = without }));
        Assert.Equal(expected.Split(' ').Where(n => n is not ("second" or "")), runs.Select(r => r.Instance).Order());
    }

    [Fact]
    public void Several_arguments_are_a_union_and_a_name_that_does_not_exist_is_an_error_also_within_a_selector()
    {
        Assert.Equal(["first", "second"], _test.With(w => w.Flows.List(new InstanceFilter { Names = ["tag:nightly", "second"] })).Select(f => f.Instance));
        Assert.Throws<InstanceNotFoundException>(() => _test.With(w => w.Instances.List(new InstanceFilter { Names = ["+nosuch"] })));
        Assert.Throws<InstanceNotFoundException>(() => _test.With(w => w.Instances.List(new InstanceFilter { Names = ["nosuch"] })));
        Assert.Throws<InstanceNotFoundException>(() => _test.With(w => w.Flows.List(new InstanceFilter { Exclude = ["nosuch"] })));
        Assert.Throws<FlowNotFoundException>(() => _test.With(w => w.Flows.List(new InstanceFilter { Names = ["+first.training"] })));
        Assert.Throws<SelectorException>(() => _test.With(w => w.Flows.List(new InstanceFilter { Names = ["status:stal"] })));
    }

    [Fact]
    public void Names_ids_paths_and_flows_mean_what_they_did()
    {
        var first = _test.With(w => w.Instances.Get("first"));

        Assert.All(
            [first.Name, first.Id.ToString("D"), first.Path],
            text => Assert.Equal("first", Assert.Single(_test.With(w => w.Instances.List(new InstanceFilter { Names = [text] }))).Name));
        Assert.Equal("first", Assert.Single(_test.With(w => w.Flows.Check(["first.refresh"], flow: null, []))).Flow.Instance);
    }

    [Fact]
    public void An_instance_that_is_called_like_a_flow_comes_first()
    {
        _test.CreateSignal("first.refresh", "prices");

        foreach (var text in (string[])["first.refresh", "f*.refresh", "first.refresh,type:DatasetInstance"])
        {
            Assert.Equal("first.refresh", Assert.Single(_test.With(w => w.Flows.List(new InstanceFilter { Names = [text] }))).Instance);
        }
    }

    [Fact]
    public async Task What_a_selector_means_is_stopped_and_idle_flows_are_stopped_already()
    {
        using var workspace = _test.Open();

        var stopped = await workspace.Instances.StopAsync(new InstanceFilter { Names = ["+second"], Exclude = ["prices"] });

        Assert.Equal(["first.refresh", "second.refresh"], stopped.Select(s => s.Flow.ToString()).Order());
        Assert.Equal(["second.refresh"], (await workspace.Flows.StopAsync(["s*", "tag:nightly"], flow: null, ["tag:nightly"])).Select(s => s.Flow.ToString()));
    }

    [Fact]
    public void A_pattern_that_means_one_flow_is_refused_like_its_name_when_its_upstream_is_not_ready()
    {
        _test.WritePrices(days: 9);

        Assert.Throws<UpstreamNotReadyException>(() => _test.With(w => w.Flows.Plan(new FlowRunRequest { Targets = [new FlowTarget("s*")] })));
        Assert.Equal(["prices", "first", "second"], _test.With(w => w.Flows.Plan(new FlowRunRequest { Targets = [new FlowTarget("s*")], Recursive = true })).Select(s => s.Instance));
        Assert.Empty(_test.With(w => w.Flows.Plan(new FlowRunRequest { Targets = [new FlowTarget("nothing*")] })));
    }
}
