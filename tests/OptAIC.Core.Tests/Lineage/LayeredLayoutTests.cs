using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using OptAIC.Lineage.Layout;

namespace OptAIC.Core.Tests.Lineage;

public sealed class LayeredLayoutTests
{
    private static readonly LayoutSizes Sizes = new(NodeWidth: 200, NodeHeight: 48);

    [Fact]
    public void No_node_covers_another_and_every_edge_leads_to_the_right() =>
        Prop.ForAll(RandomGraph.Acyclic, g =>
        {
            var graph = g.Create();
            (int From, int To)[] edges = [.. graph.Edges.Select(e => (graph.NumberOf(e.Upstream), graph.NumberOf(e.Downstream))).Distinct()];
            var layout = LayeredLayout.Of(graph.Count, edges, Sizes);
            return !Overlap(layout) && LeadRight(layout, edges);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Five_hundred_nodes_are_laid_out_without_overlap_in_under_two_seconds()
    {
        var edges = Layered(500, perNode: 3);
        LayeredLayout.Of(50, Layered(50, perNode: 2), Sizes);
        var watch = Stopwatch.StartNew();

        var layout = LayeredLayout.Of(500, edges, Sizes);

        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.Equal(500, layout.Nodes.Count);
        Assert.Equal(edges.Length, layout.Edges.Count);
        Assert.False(Overlap(layout));
        Assert.True(LeadRight(layout, edges));
    }

    [Fact]
    public void Two_chains_given_crosswise_do_not_cross()
    {
        // 0 → 3 → 4 and 1 → 2 → 5, which meet in 6.
        var layout = LayeredLayout.Of(7, [(0, 3), (1, 2), (3, 4), (2, 5), (4, 6), (5, 6)], Sizes);

        var y = layout.Nodes.Select(n => n.Y).ToArray();
        Assert.Equal(y[0] < y[1], y[3] < y[2]);
        Assert.Equal(y[0] < y[1], y[4] < y[5]);
    }

    [Fact]
    public void An_edge_over_several_columns_passes_beside_the_nodes_between()
    {
        var layout = LayeredLayout.Of(3, [(0, 1), (1, 2), (0, 2)], Sizes);

        var (lane, between) = (layout.Edges[2][1], layout.Nodes[1]);
        Assert.Equal(between.X, lane.X);
        Assert.True(lane.Y < between.Y || lane.Y > between.Y + Sizes.NodeHeight);
    }

    [Fact]
    public void Many_flows_without_edges_fill_a_screen_and_not_a_column()
    {
        var layout = LayeredLayout.Of(120, [], Sizes);

        Assert.False(Overlap(layout));
        Assert.InRange(layout.Width / layout.Height, 1, 3);
    }

    [Fact]
    public void A_node_with_three_hundred_sources_is_not_one_column_of_them()
    {
        var layout = LayeredLayout.Of(301, [.. Enumerable.Range(0, 300).Select(n => (n, 300))], Sizes);

        Assert.False(Overlap(layout));
        Assert.InRange(layout.Width / layout.Height, 0.4, 4);
    }

    [Fact]
    public void Edges_against_the_order_of_nodes_are_refused() =>
        Assert.Throws<ArgumentException>(() => LayeredLayout.Of(3, [(0, 1), (2, 1)], Sizes));

    private static (int From, int To)[] Layered(int nodes, int perNode)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(10, nodes - 10).SelectMany(n => Enumerable.Range(0, perNode).Select(_ => (random.Next(Math.Max(0, n - 60), n), n))).Distinct()];
    }

    private static bool LeadRight(LayeredLayout layout, (int From, int To)[] edges) =>
        edges.Zip(layout.Edges).All(e =>
            e.Second[0].X == layout.Nodes[e.First.From].X + Sizes.NodeWidth
            && e.Second[^1].X == layout.Nodes[e.First.To].X
            && e.Second.Zip(e.Second.Skip(1)).All(p => p.First.X < p.Second.X));

    // Rounding may take a billionth of a pixel.
    private static bool Overlap(LayeredLayout layout) =>
        layout.Nodes.SelectMany((a, n) => layout.Nodes.Skip(n + 1).Select(b => (a, b)))
            .Any(p => Math.Abs(p.a.X - p.b.X) < Sizes.NodeWidth && Math.Abs(p.a.Y - p.b.Y) < Sizes.NodeHeight - 1e-6);
}
