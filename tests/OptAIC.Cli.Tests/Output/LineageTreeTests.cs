using OptAIC.Cli.Output;
using OptAIC.Cli.Tests.Harness;
using OptAIC.Freshness;
using OptAIC.Lineage;

namespace OptAIC.Cli.Tests.Output;

public sealed class LineageTreeTests
{
    [Fact]
    public void Downstream_is_below_upstream_with_status_and_role()
    {
        var tree = Write(
            [Flows.Refresh("prices"), Flows.Refresh("momentum", FlowStatus.Stale)],
            Flows.Edge("prices", "momentum"));

        Assert.Equal(["prices.refresh ready", "└─ momentum.refresh stale (input)"], tree);
    }

    [Fact]
    public void A_flow_that_is_reached_twice_is_shown_once_and_then_referred_to()
    {
        var tree = Write(
            [Flows.Refresh("a"), Flows.Refresh("b"), Flows.Refresh("c"), Flows.Refresh("d"), Flows.Refresh("e")],
            Flows.Edge("a", "b"),
            Flows.Edge("a", "c"),
            Flows.Edge("b", "d", "left"),
            Flows.Edge("c", "d", "right", EdgeKind.Uses),
            Flows.Edge("d", "e"));

        Assert.Equal(
            [
                "a.refresh ready",
                "├─ b.refresh ready (input)",
                "│  └─ d.refresh ready (left)",
                "│     └─ e.refresh ready (input)",
                "└─ c.refresh ready (input)",
                "   └─ d.refresh ready (uses as right) (see above)",
            ],
            tree);
    }

    [Fact]
    public void Several_edges_between_two_flows_are_one_line_with_all_roles() =>
        Assert.Equal(
            ["a.refresh ready", "└─ b.refresh ready (prices, uses as optimizer)"],
            Write([Flows.Refresh("a"), Flows.Refresh("b")], Flows.Edge("a", "b", "prices"), Flows.Edge("a", "b", "optimizer", EdgeKind.Uses)));

    [Fact]
    public void Every_flow_without_upstream_begins_a_tree() =>
        Assert.Equal(["a.refresh ready", "b.refresh ready"], Write([Flows.Refresh("a"), Flows.Refresh("b")]));

    private static string[] Write(IReadOnlyList<OptFlow> nodes, params OptLineageEdge[] edges)
    {
        var text = new StringWriter { NewLine = "\n" };
        LineageTree.Write(new Screen(text, colour: false), new OptLineage { Nodes = nodes, Edges = edges, ExecutionOrder = [] });
        return text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
