using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceChangeTests : IDisposable
{
    private static readonly Dictionary<PartRole, InstanceDocument> NoParts = [];

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_change_keeps_identity_and_the_earlier_document()
    {
        var before = _test.CreatePrices();
        var text = File.ReadAllText(Path.Combine(before.Path, "instance.json"));

        Change("prices", d => new InstanceDraft(d with { Tags = ["daily"] }, NoParts));

        var after = _test.With(w => w.Instances.Get("prices"));
        Assert.Equal((before.Id, before.Path, before.CreatedAt, before.Flows[0].Id), (after.Id, after.Path, after.CreatedAt, after.Flows[0].Id));
        Assert.Equal(2, after.Generation);
        Assert.Equal(["daily"], after.Tags);
        Assert.Equal(text, File.ReadAllText(Path.Combine(before.Path, "history", "1.json")));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
        Assert.Contains("\"instance.changed\"", File.ReadAllLines(Path.Combine(_test.Root, "activity.jsonl"))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_inline_part_gets_a_new_file_and_the_earlier_one_stays()
    {
        var prices = _test.CreatePrices();
        var earlier = File.ReadAllText(Path.Combine(prices.Path, "parts", "pipeline", "instance.json"));

        Change("prices", d => new InstanceDraft(d, new Dictionary<PartRole, InstanceDocument> { [PartRole.Pipeline] = Part(prices, d) with { ConfigHash = "changed" } }));

        var document = Document(prices);
        Assert.Equal([2, 1, 1], document.Parts.OrderBy(p => p.Role).Select(p => p.Generation));
        Assert.Equal("changed", Part(prices, document).ConfigHash);
        Assert.Equal(earlier, File.ReadAllText(Path.Combine(prices.Path, "parts", "pipeline", "instance.json")));
    }

    [Fact]
    public void A_part_that_says_the_same_is_not_written_again()
    {
        var prices = _test.CreatePrices();

        Change("prices", d => new InstanceDraft(d, new Dictionary<PartRole, InstanceDocument> { [PartRole.Pipeline] = Part(prices, d) }));

        Assert.All(Document(prices).Parts, p => Assert.Equal(1, p.Generation));
    }

    [Fact]
    public void A_running_instance_is_not_changed()
    {
        _test.CreatePrices();
        using var other = WorkspaceContext.Open(_test.Options);
        var row = new WorkspaceSnapshot(other).Find("prices")!;
        using var running = FlowLock.TryAcquire(other, row, FlowKind.Refresh, out _, CancellationToken.None)!;
        running.Declare(Guid.CreateVersion7(), FlowKind.Refresh);

        var error = Assert.Throws<FlowBusyException>(() => Change("prices", d => new InstanceDraft(d with { Tags = ["daily"] }, NoParts)));

        Assert.Contains("prices.refresh is busy", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _test.With(w => w.Instances.Get("prices")).Generation);
    }

    [Fact]
    public void A_shared_part_is_not_changed_while_a_dataset_that_uses_it_runs()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        using var other = WorkspaceContext.Open(_test.Options);
        var row = new WorkspaceSnapshot(other).Find("one")!;
        using var running = FlowLock.TryAcquire(other, row, FlowKind.Refresh, out _, CancellationToken.None)!;
        running.Declare(Guid.CreateVersion7(), FlowKind.Refresh);

        Assert.Throws<FlowBusyException>(() => Change("source", d => new InstanceDraft(d with { Tags = ["daily"] }, NoParts)));
    }

    [Fact]
    public void A_change_that_was_worked_out_from_an_earlier_generation_is_refused()
    {
        _test.CreatePrices();

        var error = Assert.Throws<InstanceChangedException>(() => Change("prices", d =>
        {
            Change("prices", inner => new InstanceDraft(inner with { Tags = ["first"] }, NoParts));
            return new InstanceDraft(d with { Tags = ["second"] }, NoParts);
        }));

        Assert.Equal(2, error.Generation);
        Assert.Equal(["first"], _test.With(w => w.Instances.Get("prices")).Tags);
    }

    [Fact]
    public void A_cycle_is_refused_and_its_path_named()
    {
        _test.CreatePrices();
        _test.CreateSignal("one", "prices");
        var two = _test.CreateSignal("two", "one");

        var error = Assert.Throws<LineageCycleException>(() => Change("one", d => new InstanceDraft(
            d with { UpstreamRefs = [new UpstreamReference(two.Id, FlowKind.Refresh, "input", EdgeKind.DataDependency, FlowKind.Refresh)] }, NoParts)));

        Assert.Contains("one.refresh → two.refresh → one.refresh", error.Message, StringComparison.Ordinal);
        Assert.Equal(["prices"], _test.With(w => w.Instances.Get("one")).Upstream);
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void Of_two_changes_that_make_a_cycle_together_one_is_refused()
    {
        _test.CreatePrices();
        var ids = new[] { _test.CreateSignal("one", "prices").Id, _test.CreateSignal("two", "prices").Id };

        var results = Enumerable.Range(0, 2).AsParallel().WithDegreeOfParallelism(2).Select(i =>
        {
            try
            {
                Change(i == 0 ? "one" : "two", d => new InstanceDraft(
                    d with { UpstreamRefs = [new UpstreamReference(ids[1 - i], FlowKind.Refresh, "input", EdgeKind.DataDependency, FlowKind.Refresh)] }, NoParts));
                return true;
            }
            catch (LineageCycleException)
            {
                return false;
            }
        }).ToList();

        Assert.Single(results, r => r);
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_changed_config_makes_the_flow_stale_and_so_does_that_of_a_shared_part()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        _test.Refresh("one");

        Change("source", d => new InstanceDraft(d with { ConfigHash = "changed" }, NoParts));

        var flow = _test.Flow("one");
        Assert.Equal(FlowStatus.Stale, flow.Status);
        Assert.Equal(ReasonCode.ConfigChanged, flow.Reasons[0].Code);
    }

    [Fact]
    public void What_a_killed_change_announced_is_settled_by_the_next_opening()
    {
        var prices = _test.CreatePrices();
        using (var context = WorkspaceContext.Open(_test.Options))
        {
            // As if the process had died right after the rename of instance.json.
            context.Registry.Announce(new ChangeIntent(Path.GetFileName(prices.Path), prices.Id, null, $"{HostIdentity.Current.Id} 999999:1", DateTimeOffset.UtcNow));
            DocumentFile.Write(Path.Combine(prices.Path, "instance.json"), Document(prices) with { Generation = 2, Tags = ["daily"] }, DocumentJson.Default.InstanceDocument, Durability.Truth);
        }

        Assert.Equal((2, "daily"), _test.With(w => w.Instances.Get("prices")) is var i ? (i.Generation, i.Tags[0]) : default);
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    private void Change(string instance, Func<InstanceDocument, InstanceDraft> change)
    {
        using var context = WorkspaceContext.Open(_test.Options);
        var snapshot = new WorkspaceSnapshot(context);
        var row = snapshot.Find(instance)!;
        new InstanceChange(context, snapshot).Apply(row, change(InstanceFolder.Document(context.PathsOf(row.Directory))), "instance.changed", CancellationToken.None);
    }

    private static InstanceDocument Document(OptInstance instance) => InstanceFolder.Document(new InstancePaths(instance.Path));

    private static InstanceDocument Part(OptInstance instance, InstanceDocument document) =>
        InstanceFolder.Part(new InstancePaths(instance.Path), document.Parts.First(p => p.Role == PartRole.Pipeline));
}
