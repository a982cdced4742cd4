using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Pictures;

/// <summary>What every picture shows: flows by number, and one link between two flows however many edges there are.</summary>
/// <param name="Flows">Flows, every upstream before its downstream.</param>
/// <param name="Links">Links by numbers of flows.</param>
internal sealed record LineageDrawing(IReadOnlyList<OptFlow> Flows, IReadOnlyList<LineageLink> Links)
{
    public static LineageDrawing Of(OptLineage lineage)
    {
        var numbers = lineage.Nodes.Select((flow, n) => (Key: (flow.Instance, flow.Flow), n)).ToDictionary(f => f.Key, f => f.n);
        var links = lineage.Edges
            .GroupBy(e => (From: numbers[(e.Upstream, e.UpstreamFlow)], To: numbers[(e.Downstream, e.DownstreamFlow)]))
            .Select(g => new LineageLink(g.Key.From, g.Key.To, string.Join(", ", g.Select(Label)), g.All(e => e.Kind == EdgeKind.Uses)));
        return new(lineage.Nodes, [.. links]);
    }

    /// <summary>What an edge is taken as, as the tree says it too.</summary>
    public static string Label(OptLineageEdge edge) => edge.Kind == EdgeKind.Uses ? $"uses as {edge.Role}" : edge.Role;

    /// <summary>One line below the name: what the flow is, and up to where its data go.</summary>
    public static string Caption(OptFlow flow) =>
        $"{SnakeCase.Of(flow.Flow)} · {SnakeCase.Of(flow.Status)}" + (flow.LastDataDate is { } date ? $" · {date:yyyy-MM-dd}" : "");
}

/// <summary>All edges from one flow to another.</summary>
/// <param name="From">Number of the upstream.</param>
/// <param name="To">Number of the downstream.</param>
/// <param name="Label">Roles.</param>
/// <param name="Uses">Whether only definition and config are taken.</param>
internal sealed record LineageLink(int From, int To, string Label, bool Uses);
