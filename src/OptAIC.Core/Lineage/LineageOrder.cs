using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>Numbers and orders the edges of a graph; numbers stand for flows, so that a large graph costs no look-ups.</summary>
internal static class LineageOrder
{
    /// <summary>The edges between known flows by number of their upstream ends, then of their downstream ends; each once.</summary>
    /// <param name="edges">The edges.</param>
    /// <param name="numbers">Number of every known flow, from 0 up.</param>
    public static ReadOnlySpan<NumberedEdge> Known(IEnumerable<LineageEdge> edges, Dictionary<FlowKey, int> numbers)
    {
        var known = new List<NumberedEdge>();
        var (last, downstream) = (default(FlowKey), -1);
        foreach (var edge in edges)
        {
            // Edges mostly come by their downstream ends.
            if (edge.Downstream != last)
            {
                last = edge.Downstream;
                downstream = numbers.GetValueOrDefault(last, -1);
            }

            if (downstream >= 0 && numbers.TryGetValue(edge.Upstream, out var upstream))
            {
                known.Add(new(edge, upstream, downstream));
            }
        }

        // By the lesser criterion first: each pass keeps the order of what it finds equal.
        var sorted = Distributed(Distributed([.. known], numbers.Count, e => e.Downstream), numbers.Count, e => e.Upstream);
        var kept = 0;
        for (var i = 0; i < sorted.Length;)
        {
            var end = i + 1;
            while (end < sorted.Length && sorted[end].Upstream == sorted[i].Upstream && sorted[end].Downstream == sorted[i].Downstream)
            {
                end++;
            }

            kept += Distinct(sorted.AsSpan(i, end - i), sorted.AsSpan(kept));
            i = end;
        }

        return sorted.AsSpan(0, kept);
    }

    /// <summary>Numbers in lineage order, or <c>null</c> when there is a cycle.</summary>
    public static int[]? Of(int count, ReadOnlySpan<NumberedEdge> edges)
    {
        var waitingFor = new int[count];
        var first = new int[count + 1];
        foreach (ref readonly var edge in edges)
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

    private static NumberedEdge[] Distributed(NumberedEdge[] edges, int count, Func<NumberedEdge, int> number)
    {
        var next = new int[count + 1];
        foreach (var edge in edges)
        {
            next[number(edge) + 1]++;
        }

        for (var n = 0; n < count; n++)
        {
            next[n + 1] += next[n];
        }

        var sorted = new NumberedEdge[edges.Length];
        foreach (var edge in edges)
        {
            sorted[next[number(edge)]++] = edge;
        }

        return sorted;
    }

    // Edges between the same two flows, seldom more than one: in order, and each once.
    private static int Distinct(Span<NumberedEdge> edges, Span<NumberedEdge> kept)
    {
        if (edges.Length > 1)
        {
            edges.Sort((a, b) => a.Edge.Kind != b.Edge.Kind ? a.Edge.Kind.CompareTo(b.Edge.Kind) : string.CompareOrdinal(a.Edge.Role, b.Edge.Role));
        }

        var count = 0;
        foreach (var edge in edges)
        {
            if (count == 0 || kept[count - 1].Edge != edge.Edge)
            {
                kept[count++] = edge;
            }
        }

        return count;
    }
}

/// <summary>An edge with the numbers of its ends.</summary>
internal readonly record struct NumberedEdge(LineageEdge Edge, int Upstream, int Downstream);
