namespace OptAIC.Lineage;

/// <summary>The edges of a graph by one of their ends, one flow's after the other's; flows are known by their numbers.</summary>
internal sealed class EdgesByEnd
{
    private readonly int[] _first;
    private readonly LineageEdge[] _edges;
    private readonly int[] _others;

    /// <summary>Groups edges; those of one flow keep their order.</summary>
    /// <param name="count">Number of flows.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="ends">The flow that an edge goes to, and the one at its other end.</param>
    public EdgesByEnd(int count, ReadOnlySpan<NumberedEdge> edges, Func<NumberedEdge, (int At, int Other)> ends)
    {
        _first = new int[count + 1];
        foreach (var edge in edges)
        {
            _first[ends(edge).At + 1]++;
        }

        for (var n = 0; n < count; n++)
        {
            _first[n + 1] += _first[n];
        }

        (_edges, _others) = (new LineageEdge[edges.Length], new int[edges.Length]);
        var next = _first.AsSpan(0, count).ToArray();
        foreach (var edge in edges)
        {
            var (at, other) = ends(edge);
            (_edges[next[at]], _others[next[at]]) = (edge.Edge, other);
            next[at]++;
        }
    }

    /// <summary>All edges.</summary>
    public IReadOnlyList<LineageEdge> All => _edges;

    /// <summary>Edges at a flow.</summary>
    public ReadOnlySpan<LineageEdge> At(int number) => _edges.AsSpan(_first[number].._first[number + 1]);

    /// <summary>Numbers of the flows at their other ends, in the same order.</summary>
    public ReadOnlySpan<int> OthersAt(int number) => _others.AsSpan(_first[number].._first[number + 1]);
}
