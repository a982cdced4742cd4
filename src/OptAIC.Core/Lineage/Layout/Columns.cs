namespace OptAIC.Lineage.Layout;

/// <summary>
/// A connected part in columns. Between two neighbouring columns there are only links: an edge over several columns passes those
/// between in lanes, which all edges from the same node share until they part.
/// </summary>
internal sealed class Columns
{
    // Over more columns than this an edge is drawn in one line: lanes all the way would push the picture apart.
    private const int LongestLanes = 40;

    private readonly List<int[]> _left = [];
    private readonly List<int[]> _right = [];
    private readonly Dictionary<(int From, int Column), int> _lanes = [];

    private Columns(int nodes) => NodeCount = nodes;

    /// <summary>How many places hold nodes; all further places are lanes.</summary>
    public int NodeCount { get; }

    /// <summary>Places from top to bottom, by column.</summary>
    public List<int[]> Places { get; } = [];

    /// <summary>Column of each place.</summary>
    public List<int> ColumnOf { get; } = [];

    /// <summary>The places that each edge passes, ends included.</summary>
    public List<int[]> Routes { get; } = [];

    /// <summary>Places in the column before that a place is linked with.</summary>
    public int[] LeftOf(int place) => _left[place];

    /// <summary>Places in the column after that a place is linked with.</summary>
    public int[] RightOf(int place) => _right[place];

    /// <summary>Whether a place is a lane.</summary>
    public bool IsLane(int place) => place >= NodeCount;

    /// <summary>Divides a part into columns.</summary>
    /// <param name="count">How many nodes there are, every upstream before its downstream.</param>
    /// <param name="edges">The edges between them.</param>
    /// <param name="most">Most nodes in a column.</param>
    public static Columns Of(int count, IReadOnlyList<(int From, int To)> edges, int most)
    {
        var columns = new Columns(count);
        columns.ColumnOf.AddRange(Folded(Layers(count, edges), most));
        foreach (var (from, to) in edges)
        {
            columns.AddRoute(from, to);
        }

        columns.Link();
        return columns;
    }

    // The longest path decides, and then whoever feeds more than it eats moves towards those it feeds.
    private static int[] Layers(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var (up, down) = (edges.ToLookup(e => e.To, e => e.From), edges.ToLookup(e => e.From, e => e.To));
        var layers = new int[count];
        for (var n = 0; n < count; n++)
        {
            layers[n] = up[n].Select(u => layers[u] + 1).DefaultIfEmpty(0).Max();
        }

        for (var n = count - 1; n >= 0; n--)
        {
            if (down[n].Count() > up[n].Count())
            {
                layers[n] = down[n].Min(d => layers[d]) - 1;
            }
        }

        return layers;
    }

    // A layer that would be too high takes several columns.
    private static int[] Folded(int[] layers, int most)
    {
        var (column, folded) = (0, new int[layers.Length]);
        foreach (var layer in layers.Select((l, n) => (Layer: l, Node: n)).GroupBy(l => l.Layer, l => l.Node).OrderBy(g => g.Key))
        {
            var nodes = layer.ToList();
            var needed = (nodes.Count + most - 1) / most;
            for (var n = 0; n < nodes.Count; n++)
            {
                folded[nodes[n]] = column + (n * needed / nodes.Count);
            }

            column += needed;
        }

        return folded;
    }

    private void AddRoute(int from, int to)
    {
        var lanes = ColumnOf[to] - ColumnOf[from] - 1;
        var route = new List<int> { from };
        for (var lane = 0; lane < lanes && lanes <= LongestLanes; lane++)
        {
            route.Add(Lane(from, ColumnOf[from] + lane + 1));
        }

        route.Add(to);
        Routes.Add([.. route]);
    }

    private int Lane(int from, int column)
    {
        if (!_lanes.TryGetValue((from, column), out var lane))
        {
            _lanes.Add((from, column), lane = ColumnOf.Count);
            ColumnOf.Add(column);
        }

        return lane;
    }

    private void Link()
    {
        var links = Routes.SelectMany(r => r.Zip(r.Skip(1))).Where(l => ColumnOf[l.Second] == ColumnOf[l.First] + 1).Distinct().ToList();
        var (left, right) = (links.ToLookup(l => l.Second, l => l.First), links.ToLookup(l => l.First, l => l.Second));
        for (var place = 0; place < ColumnOf.Count; place++)
        {
            _left.Add([.. left[place]]);
            _right.Add([.. right[place]]);
        }

        Places.AddRange(Enumerable.Range(0, ColumnOf.Count).GroupBy(p => ColumnOf[p]).OrderBy(g => g.Key).Select(g => g.ToArray()));
    }
}
