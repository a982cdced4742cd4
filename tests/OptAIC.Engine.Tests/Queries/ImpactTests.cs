using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;

namespace OptAIC.Engine.Tests.Queries;

public sealed class ImpactTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public ImpactTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("first", "prices");
        _test.CreateSignal("second", "first", "close + 1");
        _test.CreateSignal("beside", "prices", "close + 2");
        _test.Refresh("*");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void What_is_foretold_of_new_data_comes_to_pass()
    {
        var impacts = Of("prices", LineageChange.Data);

        _test.WritePrices(days: 7);
        _test.Refresh("prices");

        AssertCameToPass(impacts);
        Assert.Equal([("beside", false), ("first", false), ("second", true)], impacts.Select(i => (i.Instance, i.StartRefused)).Order());
    }

    [Fact]
    public void What_is_foretold_of_a_config_comes_to_pass()
    {
        var impacts = Of("first", LineageChange.Config);
        Assert.Equal([("first", false), ("second", true)], impacts.Select(i => (i.Instance, i.StartRefused)));

        _test.With(w => w.Instances.Set("first", new InstanceRequest { Config = ["expression=close * 3"] }));

        AssertCameToPass(impacts);
    }

    [Fact]
    public void Each_change_is_asked_of_in_turn_and_nothing_is_written()
    {
        var before = Store();

        var impacts = Of("first");

        Assert.Equal([LineageChange.Data, LineageChange.Config, LineageChange.Definition], impacts.Select(i => i.Change).Distinct());
        Assert.All(impacts, i => Assert.NotEmpty(i.Why));
        Assert.Equal(before, Store());
    }

    [Fact]
    public void What_is_stale_already_is_said_to_be()
    {
        _test.WritePrices(days: 7);

        var second = Of("first", LineageChange.Data).Single();

        Assert.Equal((FlowStatus.Stale, FlowStatus.Stale, "is stale already"), (second.Before, second.After, second.Why));
    }

    [Fact]
    public void What_does_not_exist_is_not_found() =>
        Assert.Throws<InstanceNotFoundException>(() => Of("nosuch"));

    [Fact]
    public void Every_way_from_one_flow_to_another_is_found_with_its_edges()
    {
        _test.Create("{name: both, definition: builtin.expression, config: {expression: a.close + b.close, output: close, inputs: {a: first, b: second}}}");

        var paths = _test.With(w => w.Lineage.Paths("prices", "both").ToList());

        Assert.Equal(["prices.refresh → first.refresh → both.refresh", "prices.refresh → first.refresh → second.refresh → both.refresh"], paths.Select(p => p.ToString()).Order());
        Assert.All(paths, p => Assert.Equal(p.Length, p.Edges.Count));
        Assert.Equal(2, _test.With(w => w.Lineage.Paths("prices.refresh", "both.refresh").Count()));
        Assert.Empty(_test.With(w => w.Lineage.Paths("both", "prices").ToList()));
        Assert.Throws<InstanceNotFoundException>(() => _test.With(w => w.Lineage.Paths("nosuch", "both").ToList()));
    }

    private IReadOnlyList<OptLineageImpact> Of(string selector, params LineageChange[] changes) => _test.With(w => w.Lineage.Impact(selector, changes));

    private void AssertCameToPass(IReadOnlyList<OptLineageImpact> foretold)
    {
        foreach (var impact in foretold)
        {
            var now = _test.With(w => w.Flows.Check(new FlowTarget(impact.Instance)));
            Assert.Equal((impact.Instance, impact.After, impact.StartRefused), (now.Flow.Instance, now.Flow.Status, !now.AllReady));
            Assert.Equal(impact.Reasons[0].Code, now.Flow.Reasons[0].Code);
        }
    }

    private string[] Store() =>
        [.. Directory.GetFiles(_test.Root, "*.json*", SearchOption.AllDirectories).Order().Select(f => $"{f} {new FileInfo(f).Length} {File.GetLastWriteTimeUtc(f).Ticks}")];
}
