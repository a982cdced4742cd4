using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceRenameTests : IDisposable
{
    private const string Backtest = "{name: test, type: BacktestInstance, assets: {prices: prices, universe: all}, signals: {primary: signal}, config: {rebalance: daily, portfolio: {select: {rule: top, n: 1}}}}";

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_rename_keeps_id_directory_runs_and_the_earlier_document()
    {
        var before = _test.CreatePrices();
        _test.Refresh("prices");

        var change = _test.With(w => w.Instances.Rename("prices", "eod"));

        var after = _test.With(w => w.Instances.Get("eod"));
        Assert.Equal("eod: generation 1 → 2, name: prices → eod", change.ToString());
        Assert.Equal((before.Id, before.Path, 2, FlowStatus.Ready), (after.Id, after.Path, after.Generation, after.Status));
        Assert.Equal("eod", _test.With(w => w.Runs.List().Single().Instance));
        Assert.Contains("\"prices\"", File.ReadAllText(Path.Combine(after.Path, "history", "1.json")), StringComparison.Ordinal);
        Assert.Throws<InstanceNotFoundException>(() => _test.With(w => w.Instances.Get("prices")));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void Whatever_depends_on_it_goes_on_as_before_even_when_another_takes_the_name()
    {
        _test.CreatePrices();
        _test.CreateSignal("signal", "prices");
        _test.Create(Backtest);
        _test.Refresh("+test");

        _test.With(w => w.Instances.Rename("prices", "eod"));
        _test.WritePrices(days: 3, factor: 7);
        _test.CreatePrices();

        var backtest = _test.With(w => w.Instances.Get("test"));
        Assert.Equal(["eod", "signal"], backtest.Upstream.Order(StringComparer.Ordinal));
        Assert.Equal("eod", backtest.Config.Single(c => c.Path == "assets.prices").Value);
        var change = _test.With(w => w.Instances.Set("test", new InstanceRequest { Tags = ["daily"] }));
        Assert.Equal(["tags"], change.Differences.Select(d => d.Path));
        Assert.Equal(["eod", "signal"], _test.With(w => w.Instances.Get("test").Upstream.Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(_test.Flow("test").Reasons, r => r.Code == ReasonCode.ConfigChanged);
    }

    [Fact]
    public void Another_case_of_the_same_name_is_another_name_and_the_same_name_none()
    {
        _test.CreatePrices();

        Assert.False(_test.With(w => w.Instances.Rename("prices", "prices")).Changed);
        Assert.True(_test.With(w => w.Instances.Rename("prices", "Prices")).Changed);
        Assert.Equal("Prices", _test.With(w => w.Instances.List().Single().Name));
    }

    [Theory]
    [InlineData("OTHER", typeof(NameTakenException))]
    [InlineData("a/b", typeof(IllegalNameException))]
    [InlineData("con", typeof(IllegalNameException))]
    [InlineData("-x", typeof(IllegalNameException))]
    public void A_name_that_cannot_be_had_is_refused_before_anything_is_written(string name, Type refusal)
    {
        _test.CreatePrices();
        _test.Create("{name: other, definition: builtin.csv, config: {path: prices.csv}}");

        Assert.IsType(refusal, Assert.ThrowsAny<OptException>(() => _test.With(w => w.Instances.Rename("prices", name, whatIf: true))));
        Assert.IsType(refusal, Assert.ThrowsAny<OptException>(() => _test.With(w => w.Instances.Rename("prices", name))));
        Assert.Equal(1, _test.With(w => w.Instances.Get("prices")).Generation);
    }

    [Fact]
    public void A_running_instance_is_not_renamed_and_its_owner_is_named()
    {
        _test.CreatePrices();
        using var other = WorkspaceContext.Open(_test.Options);
        using var running = FlowLock.TryAcquire(other, new WorkspaceSnapshot(other).Find("prices")!, FlowKind.Refresh, out _, CancellationToken.None)!;
        running.Declare(Guid.CreateVersion7(), FlowKind.Refresh);

        var busy = Assert.Throws<FlowBusyException>(() => _test.With(w => w.Instances.Rename("prices", "eod")));

        Assert.Equal(ExitCode.Busy, busy.ExitCode);
        Assert.Contains("tester", busy.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_that_want_one_name_at_once_one_gets_it()
    {
        foreach (var name in (string[])["one", "two"])
        {
            _test.Create($"{{name: {name}, definition: builtin.csv, config: {{path: prices.csv}}}}");
        }

        var refused = 0;
        Parallel.ForEach((string[])["one", "two"], name =>
        {
            try
            {
                _test.With(w => w.Instances.Rename(name, "wanted"));
            }
            catch (NameTakenException)
            {
                Interlocked.Increment(ref refused);
            }
        });

        Assert.Equal(1, refused);
        Assert.Single(_test.With(w => w.Instances.List()), i => i.Name == "wanted");
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }
}
