using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>Numbers and orders the edges of a graph; numbers stand for flows, so that a large graph costs no look-ups.</summary>
internal static class LineageOrder
{
    /// <summary>The edges between known flows by age of their upstream ends, then of their downstream ends; each once.</summary>
    public static List<NumberedEdge> Known(IEnumerable<LineageEdge> edges, Dictionary<FlowKey, int> given)
    {
        var known = new List<NumberedEdge>();
        foreach (var edge in edges)
        {
            if (given.TryGetValue(edge.Upstream, out var upstream) && given.TryGetValue(edge.Downstream, out var downstream))
            {
                known.Add(new(edge, upstream, downstream));
            }
        }

        known.Sort();
        var kept = 0;
        for (var i = 0; i < known.Count; i++)
        {
            if (kept == 0 || known[i].CompareTo(known[kept - 1]) != 0)
            {
                known[kept++] = known[i];
            }
        }

        known.RemoveRange(kept, known.Count - kept);
        return known;
    }

    /// <summary>Numbers by age in lineage order, or <c>null</c> when there is a cycle.</summary>
    public static int[]? Of(int count, List<NumberedEdge> edges)
    {
        var waitingFor = new int[count];
        var first = new int[count + 1];
        foreach (var edge in edges)
        {
            waitingFor[edge.Downstream]++;
            first[edge.Upstream + 1]++;
        }

        for (var n = 0; n < count; n++)
        {
            first[n + 1] += first[n];
        }

        var order = new int[count];
        var (placed, seen) = (0, 0);
        for (var n = 0; n < count; n++)
        {
            if (waitingFor[n] == 0)
            {
                order[placed++] = n;
            }
        }

        while (seen < placed)
        {
            var n = order[seen++];
            for (var e = first[n]; e < first[n + 1]; e++)
            {
                if (--waitingFor[edges[e].Downstream] == 0)
                {
                    order[placed++] = edges[e].Downstream;
                }
            }
        }

        return placed == count ? order : null;
    }

    /// <summary>The edges by one of their ends.</summary>
    public static EdgeEnds Group(int count, List<NumberedEdge> edges, Func<NumberedEdge, (int At, int Other)> ends)
    {
        var sizes = new int[count];
        foreach (var edge in edges)
        {
            sizes[ends(edge).At]++;
        }

        var groups = new EdgeEnds(new LineageEdge[count][], new int[count][]);
        for (var n = 0; n < count; n++)
        {
            (groups.Edges[n], groups.Numbers[n]) = sizes[n] == 0 ? ([], []) : (new LineageEdge[sizes[n]], new int[sizes[n]]);
        }

        foreach (var edge in edges)
        {
            var (at, other) = ends(edge);
            var place = groups.Edges[at].Length - sizes[at]--;
            (groups.Edges[at][place], groups.Numbers[at][place]) = (edge.Edge, other);
        }

        return groups;
    }
}

/// <summary>Edges per flow, and the numbers of the flows at their other ends.</summary>
internal sealed record EdgeEnds(LineageEdge[][] Edges, int[][] Numbers);

/// <summary>An edge with the numbers of its ends.</summary>
internal readonly record struct NumberedEdge(LineageEdge Edge, int Upstream, int Downstream) : IComparable<NumberedEdge>
{
    public int CompareTo(NumberedEdge other)
    {
        var order = Upstream.CompareTo(other.Upstream);
        order = order != 0 ? order : Downstream.CompareTo(other.Downstream);
        order = order != 0 ? order : Edge.Kind.CompareTo(other.Edge.Kind);
        return order != 0 ? order : string.CompareOrdinal(Edge.Role, other.Edge.Role);
    }
}
