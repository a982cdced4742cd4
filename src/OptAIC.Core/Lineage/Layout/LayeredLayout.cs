namespace OptAIC.Lineage.Layout;

/// <summary>
/// A picture of a graph from left to right: every edge leads to a column further right, related nodes stand side by side, and no
/// node covers another.
/// </summary>
/// <param name="Nodes">Upper left corner of each node, in the order in which the nodes were given.</param>
/// <param name="Edges">The points that each edge passes, from the right side of its upstream to the left side of its downstream.</param>
/// <param name="Width">Width of the whole.</param>
/// <param name="Height">Height of the whole.</param>
public sealed record LayeredLayout(IReadOnlyList<LayoutPoint> Nodes, IReadOnlyList<IReadOnlyList<LayoutPoint>> Edges, double Width, double Height)
{
    /// <summary>Lays a graph out. The parts of it that are not connected stand apart, the largest first.</summary>
    /// <param name="count">How many nodes there are; they are numbered with every upstream before its downstream.</param>
    /// <param name="edges">The edges, by numbers of nodes; none twice.</param>
    /// <param name="sizes">How large things are.</param>
    /// <exception cref="ArgumentException">An edge leads to a lower number.</exception>
    public static LayeredLayout Of(int count, IReadOnlyList<(int From, int To)> edges, LayoutSizes sizes)
    {
        foreach (var (from, to) in edges)
        {
            if (from >= to)
            {
                throw new ArgumentException($"the edge {from} → {to} does not lead to a higher number", nameof(edges));
            }
        }

        var (nodes, lines) = (new LayoutPoint[count], new IReadOnlyList<LayoutPoint>[edges.Count]);
        var shelves = new Shelves(sizes);
        foreach (var part in ConnectedParts.Of(count, edges).Select(p => LayeredPart.Of(p, sizes)).OrderByDescending(p => p.Height).ThenByDescending(p => p.Width).ToList())
        {
            shelves.Add(part);
        }

        var (width, height) = shelves.Place((part, corner) =>
        {
            foreach (var (node, point) in part.Nodes)
            {
                nodes[node] = point + corner;
            }

            foreach (var (edge, points) in part.Edges)
            {
                lines[edge] = [.. points.Select(p => p + corner)];
            }
        });
        return new(nodes, lines, width, height);
    }
}
