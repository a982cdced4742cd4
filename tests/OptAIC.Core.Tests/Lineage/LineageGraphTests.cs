using OptAIC.Errors;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Core.Tests.Lineage;

public sealed class LineageGraphTests
{
    private const int Large = 20_000;

    [Fact]
    public void The_story_of_the_manual_is_ordered_in_batches()
    {
        var (prices, momentum, minVar, backtest) = (Flow(1), Flow(2), Flow(3), Flow(4));
        var graph = LineageGraph.Create(
            [backtest, minVar, momentum, prices],
            [Edge(prices, momentum), Edge(prices, minVar), Edge(momentum, backtest), Edge(minVar, backtest), Edge(prices, backtest)]);

        Assert.Equal([[prices], [momentum, minVar], [backtest]], graph.ExecutionOrder().Select(b => b.ToArray()));
        Assert.Equal([prices, momentum, minVar, backtest], graph.Flows);
        Assert.Equal([[prices], [backtest]], graph.ExecutionOrder(new HashSet<FlowKey> { prices, backtest }).Select(b => b.ToArray()));
        Assert.Equal(3, graph.Paths(prices, backtest).Count());
    }

    [Fact]
    public void A_walk_can_be_limited_in_depth_and_to_some_edges()
    {
        var graph = LineageGraph.Create([Flow(1), Flow(2), Flow(3)], [Edge(Flow(1), Flow(2)), Edge(Flow(2), Flow(3), EdgeKind.Uses)]);

        Assert.Equal([Flow(2), Flow(1)], graph.Upstream(Flow(3)));
        Assert.Equal([Flow(2)], graph.Upstream(Flow(3), depth: 1));
        Assert.Empty(graph.Upstream(Flow(3), follow: e => e.CarriesData));
        Assert.Equal([Flow(2)], graph.Downstream(Flow(1), follow: e => e.CarriesData));
    }

    [Fact]
    public void Edges_from_or_to_unknown_flows_are_left_out_and_equal_ones_count_once()
    {
        var graph = LineageGraph.Create([Flow(1), Flow(2)], [Edge(Flow(1), Flow(2)), Edge(Flow(1), Flow(2)), Edge(Flow(1), Flow(9)), Edge(Flow(9), Flow(2))]);

        Assert.Equal([Edge(Flow(1), Flow(2))], graph.Edges);
        Assert.Equal(-1, graph.NumberOf(Flow(9)));
        Assert.Empty(graph.Upstream(Flow(9)));
        Assert.Empty(graph.Paths(Flow(9), Flow(2)));
    }

    [Fact]
    public void Two_roles_of_one_upstream_are_two_edges()
    {
        var graph = LineageGraph.Create([Flow(1), Flow(2)], [Edge(Flow(1), Flow(2)), Edge(Flow(1), Flow(2)) with { Role = "covariance" }]);

        Assert.Equal(["covariance", "input"], graph.UpstreamOf(1).ToArray().Select(e => e.Role));
        Assert.Single(graph.Paths(Flow(1), Flow(2)));
    }

    [Fact]
    public void A_cycle_is_refused_with_its_path_by_name()
    {
        string[] names = ["prices", "momentum", "blend"];
        var error = Assert.Throws<LineageCycleException>(() => LineageGraph.Create(
            [Flow(0), Flow(1), Flow(2)], [Edge(Flow(0), Flow(1)), Edge(Flow(1), Flow(2)), Edge(Flow(2), Flow(1))], f => names[NumberOf(f)]));

        Assert.Equal("LineageCycle", error.ErrorId);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal("this would make a cycle: momentum → blend → momentum", error.Message);
        Assert.Equal([Flow(1), Flow(2), Flow(1)], error.Path);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void A_flow_cannot_depend_on_itself() =>
        Assert.Equal([Flow(1), Flow(1)], Assert.Throws<LineageCycleException>(() => LineageGraph.Create([Flow(1)], [Edge(Flow(1), Flow(1))])).Path);

    [Theory]
    [InlineData(EdgeKind.DataDependency, true)]
    [InlineData(EdgeKind.SchemaDependency, true)]
    [InlineData(EdgeKind.FeatureDependency, true)]
    [InlineData(EdgeKind.SignalDependency, true)]
    [InlineData(EdgeKind.Uses, false)]
    public void Data_flow_along_every_edge_but_uses(EdgeKind kind, bool carriesData)
    {
        Assert.Equal(carriesData, Edge(Flow(1), Flow(2), kind).CarriesData);
        Assert.Equal(carriesData, Edge(Flow(1), Flow(2), kind).RequiresReady);
    }

    [Fact]
    public void Only_edges_from_a_training_to_its_own_inference_and_monitoring_carry_a_model()
    {
        var training = new FlowKey(Guid.Empty, FlowKind.Training);
        var inference = training with { Flow = FlowKind.Inference };

        Assert.True(Edge(training, inference).CarriesModel);
        Assert.False(Edge(training, inference).RequiresReady);
        Assert.False(Edge(training, Flow(1) with { Flow = FlowKind.Inference }).CarriesModel);
        Assert.True(Edge(training, training with { Flow = FlowKind.Monitoring }).CarriesModel);
        Assert.False(Edge(inference, Flow(1)).CarriesModel);
    }

    [Fact]
    public void A_chain_of_twenty_thousand_flows_is_no_problem()
    {
        FlowKey[] flows = [.. Enumerable.Range(0, Large).Select(Flow)];
        var edges = flows.Zip(flows.Skip(1), (up, down) => Edge(up, down)).ToList();
        var graph = LineageGraph.Create([.. flows.Reverse()], edges);

        Assert.Equal(flows, graph.Flows);
        Assert.Equal(Large, graph.ExecutionOrder().Count);
        Assert.Equal(Large - 1, graph.Upstream(flows[^1]).Count);
        Assert.Equal(Large, Assert.Single(graph.Paths(flows[0], flows[^1])).Count);
        Assert.Equal(Large + 1, LineageCycle.Find(flows, [.. edges, Edge(flows[^1], flows[0])])!.Count);
    }

    [Fact]
    public void A_ladder_of_diamonds_does_not_blow_up()
    {
        // Between the first and the last flow there are 2^6666 paths.
        FlowKey[] flows = [.. Enumerable.Range(0, Large - 1).Select(Flow)];
        var edges = new List<LineageEdge>();
        for (var top = 0; top + 3 < flows.Length; top += 3)
        {
            edges.AddRange([Edge(flows[top], flows[top + 1]), Edge(flows[top], flows[top + 2]), Edge(flows[top + 1], flows[top + 3]), Edge(flows[top + 2], flows[top + 3])]);
        }

        var graph = LineageGraph.Create(flows, edges);
        var last = edges[^1].Downstream;

        Assert.Equal(1 + (2 * edges.Count / 4), graph.ExecutionOrder(graph.Upstream(last).Append(last).ToHashSet()).Count);
        Assert.Equal(3 * edges.Count / 4, graph.Upstream(last).Count);
        Assert.Equal(1 + (2 * edges.Count / 4), Assert.Single(graph.Paths(flows[0], last).Take(1)).Count);
        Assert.Null(LineageCycle.Find(flows, edges));
    }

    private static FlowKey Flow(int number) => new(new Guid(number, 0, 0, new byte[8]), FlowKind.Refresh);

    private static int NumberOf(FlowKey flow) => BitConverter.ToInt32(flow.Instance.ToByteArray());

    private static LineageEdge Edge(FlowKey upstream, FlowKey downstream, EdgeKind kind = EdgeKind.DataDependency) => new(upstream, downstream, kind, "input");
}
