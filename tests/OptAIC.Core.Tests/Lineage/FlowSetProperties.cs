using FsCheck;
using FsCheck.Fluent;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Lineage;

/// <summary>A set of flows of a graph behaves as any set does.</summary>
public sealed class FlowSetProperties
{
    private static readonly FlowKey[] Flows = [.. Enumerable.Range(1, 20).Select(n => new FlowKey(new Guid(n, 0, 0, new byte[8]), FlowKind.Refresh))];
    private static readonly LineageGraph Graph = LineageGraph.Create(Flows, []);
    private static readonly FlowKey Stranger = new(new Guid(99, 0, 0, new byte[8]), FlowKind.Refresh);

    [Fact]
    public void It_holds_what_a_hash_set_holds() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (first, second) => HoldsWhatAHashSetHolds(first ?? [], second ?? [])).QuickCheckThrowOnFailure();

    private static void HoldsWhatAHashSetHolds(byte[] first, byte[] second)
    {
        var (a, b) = (Keys(first), Keys(second));
        foreach (var (change, expected) in new (Action<FlowSet>, IEnumerable<FlowKey>)[]
        {
            (s => s.UnionWith(b), a.Union(b)),
            (s => s.UnionWith(Of(b)), a.Union(b)),
            (s => s.IntersectWith(Of(b)), a.Intersect(b)),
            (s => s.ExceptWith(Of(b)), a.Except(b)),
        })
        {
            var set = Of(a);
            change(set);
            Assert.True(expected.Order().SequenceEqual(set), "it is enumerated in lineage order");
            Assert.Equal(expected.Count(), set.Count);
            Assert.All(Flows, f => Assert.Equal(expected.Contains(f), set.Contains(f)));
        }

        Assert.Equal(a.SetEquals(b), Of(a).SetEquals(b));
        Assert.Equal(a.IsSubsetOf(b), Of(a).IsSubsetOf(b));
        Assert.Equal(a.Overlaps(b), Of(a).Overlaps(b));
    }

    [Fact]
    public void What_is_not_in_the_graph_is_left_out()
    {
        var set = FlowSet.Of(Graph, new HashSet<FlowKey> { Flows[0], Stranger });

        Assert.Equal(Flows[0], Assert.Single(set));
        Assert.False(set.Contains(Stranger));
        Assert.Same(set, FlowSet.Of(Graph, set));
    }

    private static HashSet<FlowKey> Keys(byte[] numbers) => [.. numbers.Select(n => Flows[n % Flows.Length])];

    private static FlowSet Of(HashSet<FlowKey> flows) => FlowSet.Of(Graph, flows);
}
