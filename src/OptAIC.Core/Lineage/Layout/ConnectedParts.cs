namespace OptAIC.Lineage.Layout;

/// <summary>Nodes that hang together, and the edges between them.</summary>
/// <param name="Nodes">Their numbers, ascending.</param>
/// <param name="Edges">Their edges, with the number of each.</param>
internal sealed record ConnectedPart(IReadOnlyList<int> Nodes, IReadOnlyList<(int Number, int From, int To)> Edges);

/// <summary>Divides a graph into its connected parts.</summary>
internal static class ConnectedParts
{
    public static IEnumerable<ConnectedPart> Of(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var parent = Enumerable.Range(0, count).ToArray();
        foreach (var (from, to) in edges)
        {
            parent[Root(from)] = Root(to);
        }

        var byPart = edges.Select((e, n) => (Number: n, e.From, e.To)).ToLookup(e => Root(e.From));
        return Enumerable.Range(0, count).GroupBy(Root).Select(nodes => new ConnectedPart([.. nodes], [.. byPart[nodes.Key]])).ToList();

        int Root(int node)
        {
            while (parent[node] != node)
            {
                node = parent[node] = parent[parent[node]];
            }

            return node;
        }
    }
}
