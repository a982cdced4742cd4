using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>Makes the objects by which people see lineage.</summary>
internal static class LineageObjects
{
    public static OptLineageEdge Edge(WorkspaceSnapshot snapshot, LineageEdge edge) => new()
    {
        Upstream = snapshot.InstanceOf(edge.Upstream).Name,
        UpstreamFlow = edge.Upstream.Flow,
        Downstream = snapshot.InstanceOf(edge.Downstream).Name,
        DownstreamFlow = edge.Downstream.Flow,
        Kind = edge.Kind,
        Role = edge.Role,
    };

    public static OptLineagePath Path(WorkspaceSnapshot snapshot, IReadOnlyList<FlowKey> flows) => new(
        [.. flows.Select(snapshot.NameOf)],
        [.. flows.Zip(flows.Skip(1)).SelectMany(step => EdgesBetween(snapshot.Graph, step.First, step.Second)).Select(e => Edge(snapshot, e))]);

    public static OptLineageImpact Impact(WorkspaceSnapshot snapshot, LineageChange change, FlowImpact impact)
    {
        var (after, flow) = (impact.After, impact.After.Flow);
        List<StatusReason> reasons = impact.WhyNot is not null ? [] : [.. after.Reasons];
        if (impact.Refused && after.UpstreamBlocker is { } blocker && !reasons.Contains(blocker))
        {
            reasons.Add(blocker);
        }

        OptReason[] named = [.. reasons.Select(r => ReasonNames.Object(r, snapshot.NameOf))];
        return new()
        {
            Change = change,
            Instance = snapshot.InstanceOf(flow).Name,
            Flow = flow.Flow,
            Before = impact.Before.Status,
            After = after.Status,
            StartRefused = impact.Refused,
            Why = impact.WhyNot ?? named[0].ToString(),
            Reasons = named,
        };
    }

    /// <summary>The flows that a name or <c>name.flow</c> means: all of an instance, or one.</summary>
    public static IReadOnlyList<FlowKey> Flows(WorkspaceSnapshot snapshot, string reference) =>
        InstanceLookup.TryFind(snapshot, reference) is { } instance
            ? [.. instance.Flows.Select(f => f.Key)]
            : [FlowTargets.Resolve(snapshot, new FlowTarget(reference))];

    private static LineageEdge[] EdgesBetween(LineageGraph graph, FlowKey from, FlowKey to)
    {
        var edges = new List<LineageEdge>();
        foreach (var edge in graph.DownstreamOf(graph.NumberOf(from)))
        {
            if (edge.Downstream == to)
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }
}
