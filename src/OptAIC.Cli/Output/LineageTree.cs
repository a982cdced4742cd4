using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Cli.Output;

/// <summary>
/// The lineage as a tree from upstream to downstream. A flow that is reached a second time is only referred to.
/// </summary>
internal static class LineageTree
{
    /// <summary>Writes it.</summary>
    public static void Write(Screen screen, OptLineage lineage)
    {
        var nodes = lineage.Nodes.ToDictionary(n => n.ToString());
        var downstream = lineage.Edges
            .GroupBy(e => (From: Name(e.Upstream, e.UpstreamFlow), To: Name(e.Downstream, e.DownstreamFlow)))
            .ToLookup(g => g.Key.From, g => (g.Key.To, Roles: string.Join(", ", g.Select(Role))));
        var hasUpstream = lineage.Edges.Select(e => Name(e.Downstream, e.DownstreamFlow)).ToHashSet();
        var walk = new Walk(screen, nodes, downstream, []);
        foreach (var root in lineage.Nodes.Where(n => !hasUpstream.Contains(n.ToString())))
        {
            walk.Write(root.ToString(), "", "", "", null);
        }
    }

    private static string Name(string instance, FlowKind flow) => $"{instance}.{SnakeCase.Of(flow)}";

    /// <summary>What an edge is taken as.</summary>
    public static string Role(OptLineageEdge edge) => edge.Kind == EdgeKind.Uses ? $"uses as {edge.Role}" : edge.Role;

    private sealed record Walk(Screen Screen, Dictionary<string, OptFlow> Nodes, ILookup<string, (string To, string Roles)> Downstream, HashSet<string> Shown)
    {
        public void Write(string name, string indent, string branch, string below, string? roles)
        {
            var status = Words.Of(Nodes[name].Status);
            var line = $"{Screen.Paint(indent + branch, Tint.Faint)}{name} {Screen.Paint(status.Text, status.Tint)}";
            line = roles is null ? line : line + Screen.Paint($" ({roles})", Tint.Faint);
            var edges = Downstream[name].ToList();
            if (!Shown.Add(name))
            {
                Screen.Line(edges.Count == 0 ? line : line + Screen.Paint(" (see above)", Tint.Faint));
                return;
            }

            Screen.Line(line);
            for (var n = 0; n < edges.Count; n++)
            {
                var last = n == edges.Count - 1;
                Write(edges[n].To, indent + below, last ? "└─ " : "├─ ", last ? "   " : "│  ", edges[n].Roles);
            }
        }
    }
}
