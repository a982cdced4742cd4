using OptAIC.Engine.Registry;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Flows with their instances by the numbers that they have in the lineage graph.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Flows">The flows by number.</param>
/// <param name="Instances">Their instances by the flow's number.</param>
internal sealed record NumberedFlows(LineageGraph Graph, FlowRow[] Flows, InstanceRow[] Instances)
{
    /// <summary>The flows of instances.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="nameOf">What a flow is called, for messages.</param>
    public static NumberedFlows Of(IReadOnlyList<InstanceRow> instances, Func<FlowKey, string> nameOf)
    {
        var graph = LineageGraph.Create(FlowsOf(instances), EdgesOf(instances), nameOf);
        var (flows, owners) = (new FlowRow[graph.Count], new InstanceRow[graph.Count]);
        foreach (var instance in instances)
        {
            foreach (var flow in instance.Flows)
            {
                var number = graph.NumberOf(flow.Key);
                (flows[number], owners[number]) = (flow, instance);
            }
        }

        return new(graph, flows, owners);
    }

    private static List<FlowKey> FlowsOf(IReadOnlyList<InstanceRow> instances)
    {
        var flows = new List<FlowKey>(instances.Count);
        foreach (var instance in instances)
        {
            foreach (var flow in instance.Flows)
            {
                flows.Add(flow.Key);
            }
        }

        return flows;
    }

    private static IEnumerable<LineageEdge> EdgesOf(IReadOnlyList<InstanceRow> instances)
    {
        foreach (var instance in instances)
        {
            for (var i = 0; i < instance.Upstream.Count; i++)
            {
                yield return instance.Upstream[i];
            }
        }
    }
}
