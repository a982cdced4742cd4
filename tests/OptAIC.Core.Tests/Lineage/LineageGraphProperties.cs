using FsCheck;
using FsCheck.Fluent;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Lineage;

public sealed class LineageGraphProperties
{
    [Fact]
    public void Every_upstream_stands_before_its_downstream() => ForAcyclic(g =>
    {
        var graph = g.Create();
        return graph.Flows.ToHashSet().SetEquals(g.Flows)
            && graph.Edges.ToHashSet().SetEquals(g.Edges)
            && g.Edges.All(e => graph.NumberOf(e.Upstream) < graph.NumberOf(e.Downstream));
    });

    [Fact]
    public void Upstream_and_downstream_are_what_edges_lead_to_and_inverse_to_each_other() => ForAcyclic(g =>
    {
        var graph = g.Create();
        return g.Flows.All(f => g.Above(f).SetEquals(graph.Upstream(f)))
            && g.Flows.All(f => g.Flows.Where(below => g.Above(below).Contains(f)).ToHashSet().SetEquals(graph.Downstream(f)));
    });

    [Fact]
    public void A_walk_finds_each_flow_once_and_nearest_first() => ForAcyclic(g =>
    {
        var graph = g.Create();
        return g.Flows.All(f =>
        {
            var found = graph.Upstream(f);
            var byDepth = Enumerable.Range(0, g.Flows.Count + 1).Select(depth => graph.Upstream(f, depth)).ToList();
            return found.Distinct().Count() == found.Count
                && byDepth[0].Count == 0
                && byDepth[1].ToHashSet().SetEquals(g.Edges.Where(e => e.Downstream == f).Select(e => e.Upstream))
                && byDepth[^1].SequenceEqual(found)
                && byDepth.All(near => found.Take(near.Count).SequenceEqual(near));
        });
    });

    [Fact]
    public void Several_starts_are_the_union_of_single_ones_without_themselves() => ForAcyclic(g =>
    {
        var graph = g.Create();
        FlowKey[] starts = [g.Flows[0], g.Flows[^1]];
        return starts.SelectMany(s => graph.Upstream(s)).Except(starts).ToHashSet().SetEquals(graph.Upstream(starts))
            && starts.SelectMany(s => graph.Downstream(s)).Except(starts).ToHashSet().SetEquals(graph.Downstream(starts));
    });

    [Fact]
    public void Execution_order_has_every_selected_upstream_in_an_earlier_batch_also_across_gaps() =>
        Prop.ForAll(RandomGraph.Acyclic, ArbMap.Default.ArbFor<int>(), (g, seed) =>
        {
            var random = new Random(seed);
            var selection = g.Flows.Where(_ => random.Next(2) == 0).ToHashSet();
            var batches = g.Create().ExecutionOrder(selection);
            var batchOf = batches.SelectMany((batch, n) => batch.Select(f => (f, n))).ToDictionary(p => p.f, p => p.n);

            return selection.SetEquals(batchOf.Keys)
                && batches.All(b => b.Count > 0)
                && selection.All(f => g.Above(f).Where(selection.Contains).Select(u => batchOf[u]).DefaultIfEmpty(-1).Max() == batchOf[f] - 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_a_selection_all_flows_are_ordered() => ForAcyclic(g =>
        g.Create().ExecutionOrder().SelectMany(b => b).SequenceEqual(g.Create().ExecutionOrder(g.Flows.ToHashSet()).SelectMany(b => b)));

    [Fact]
    public void A_cycle_is_found_if_and_only_if_there_is_one_and_the_named_path_is_one() =>
        Prop.ForAll(RandomGraph.Any, g =>
        {
            var isCyclic = g.Flows.Any(f => g.Above(f).Contains(f));
            return LineageCycle.Find(g.Flows, g.Edges) is { } path ? isCyclic && IsCycle(path, g.Edges) && IsCycle(Refusal(g).Path, g.Edges) : !isCyclic;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Paths_are_all_the_ways_from_one_flow_to_another() => ForAcyclic(g =>
    {
        var (graph, from, to) = (g.Create(), g.Flows[0], g.Flows[^1]);
        var paths = graph.Paths(from, to).Take(200).ToList();
        return paths.All(p => p[0] == from && p[^1] == to && IsPath(p, g.Edges))
            && paths.Select(p => string.Join(' ', p)).Distinct().Count() == paths.Count
            && (paths.Count == 200 || paths.Count == CountPaths(graph, from, to));
    });

    [Fact]
    public void The_order_in_which_flows_and_edges_are_given_makes_no_difference() =>
        Prop.ForAll(RandomGraph.Acyclic, ArbMap.Default.ArbFor<int>(), (g, seed) =>
        {
            var (flows, edges) = (g.Flows.ToArray(), g.Edges.Concat(g.Edges).ToArray());
            new Random(seed).Shuffle(flows);
            new Random(seed).Shuffle(edges);
            var (graph, shuffled) = (g.Create(), LineageGraph.Create(flows, edges));
            return graph.Flows.SequenceEqual(shuffled.Flows) && graph.Edges.SequenceEqual(shuffled.Edges);
        }).QuickCheckThrowOnFailure();

    private static void ForAcyclic(Func<RandomGraph, bool> holds) => Prop.ForAll(RandomGraph.Acyclic, holds).QuickCheckThrowOnFailure();

    private static LineageCycleException Refusal(RandomGraph g) => Assert.Throws<LineageCycleException>(g.Create);

    private static bool IsCycle(IReadOnlyList<FlowKey> path, IReadOnlyList<LineageEdge> edges) =>
        path.Count >= 2 && path[0] == path[^1] && path.Skip(1).Distinct().Count() == path.Count - 1 && IsPath(path, edges);

    private static bool IsPath(IReadOnlyList<FlowKey> path, IReadOnlyList<LineageEdge> edges) =>
        path.Zip(path.Skip(1)).All(step => edges.Any(e => e.Upstream == step.First && e.Downstream == step.Second));

    private static int CountPaths(LineageGraph graph, FlowKey from, FlowKey to)
    {
        var paths = new Dictionary<FlowKey, int> { [from] = 1 };
        foreach (var flow in graph.Flows.Where(f => f != from))
        {
            paths[flow] = graph.Upstream(flow, depth: 1).Sum(u => paths.GetValueOrDefault(u));
        }

        return from == to ? 0 : paths[to];
    }
}
