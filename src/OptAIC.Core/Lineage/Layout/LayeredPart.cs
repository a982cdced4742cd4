namespace OptAIC.Lineage.Layout;

/// <summary>A connected part, laid out by itself.</summary>
/// <param name="Nodes">Upper left corner of each node, by its number.</param>
/// <param name="Edges">Points of each edge, by its number.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal sealed record LayeredPart(
    IReadOnlyList<(int Node, LayoutPoint Corner)> Nodes, IReadOnlyList<(int Edge, LayoutPoint[] Points)> Edges, double Width, double Height)
{
    private const int FewestRows = 12;

    // Ends of edges on one side of a node stand this far apart, if there is room.
    private const double PortGap = 7;

    public static LayeredPart Of(ConnectedPart part, LayoutSizes sizes)
    {
        var local = part.Nodes.Select((node, n) => (node, n)).ToDictionary(p => p.node, p => p.n);
        var columns = Columns.Of(part.Nodes.Count, [.. part.Edges.Select(e => (local[e.From], local[e.To]))], MostRows(part.Nodes.Count, sizes));
        CrossingReduction.Apply(columns);
        var y = new VerticalPlacement(columns, sizes).Place();

        var pitch = sizes.NodeWidth + sizes.ColumnGap;
        var nodes = part.Nodes.Select((node, n) => (node, new LayoutPoint(columns.ColumnOf[n] * pitch, y[n] - (sizes.NodeHeight / 2)))).ToList();
        var (starts, ends) = (Ports(columns, y, sizes, atStart: true), Ports(columns, y, sizes, atStart: false));
        var edges = part.Edges.Select((edge, e) => (edge.Number, Points(columns, y, sizes, columns.Routes[e], starts[e], ends[e]))).ToList();
        var lowest = Enumerable.Range(0, y.Length).Max(p => y[p] + ((columns.IsLane(p) ? sizes.Lane : sizes.NodeHeight) / 2));
        return new(nodes, edges, (columns.Places.Count * pitch) - sizes.ColumnGap, lowest);
    }

    // Nodes that need not stand one below another are folded to the shape of a screen.
    private static int MostRows(int count, LayoutSizes sizes) =>
        Math.Max(FewestRows, (int)Math.Sqrt(count * (sizes.NodeWidth + sizes.ColumnGap) / ((sizes.NodeHeight + sizes.RowGap) * sizes.Aspect)));

    // Where each edge leaves or enters its node: those that come from above, above; those that share a lane, together.
    private static double[] Ports(Columns columns, double[] y, LayoutSizes sizes, bool atStart)
    {
        var ports = new double[columns.Routes.Count];
        var ends = Enumerable.Range(0, columns.Routes.Count)
            .Select(e => (Edge: e, Node: columns.Routes[e][atStart ? 0 : ^1], Next: columns.Routes[e][atStart ? 1 : ^2]));
        foreach (var node in ends.GroupBy(e => e.Node))
        {
            var sorted = node.GroupBy(e => e.Next, e => e.Edge).OrderBy(g => y[g.Key]).ToList();
            var gap = Math.Min(PortGap, (sizes.NodeHeight - 16) / Math.Max(1, sorted.Count - 1));
            for (var n = 0; n < sorted.Count; n++)
            {
                foreach (var edge in sorted[n])
                {
                    ports[edge] = y[node.Key] + ((n - ((sorted.Count - 1) / 2.0)) * gap);
                }
            }
        }

        return ports;
    }

    private static LayoutPoint[] Points(Columns columns, double[] y, LayoutSizes sizes, int[] route, double start, double end)
    {
        var pitch = sizes.NodeWidth + sizes.ColumnGap;
        var points = new List<LayoutPoint> { new((columns.ColumnOf[route[0]] * pitch) + sizes.NodeWidth, start) };
        foreach (var lane in route[1..^1])
        {
            points.Add(new(columns.ColumnOf[lane] * pitch, y[lane]));
            points.Add(new((columns.ColumnOf[lane] * pitch) + sizes.NodeWidth, y[lane]));
        }

        points.Add(new(columns.ColumnOf[route[^1]] * pitch, end));
        return [.. points];
    }
}
