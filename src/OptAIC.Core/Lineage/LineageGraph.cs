using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>
/// Flows and their dependencies. Immutable; nodes are numbered in lineage order (every upstream before its downstream), so a walk
/// from 0 to <see cref="Count"/> − 1 is an evaluation order. The numbers, and with them all that is said of a flow, depend on the
/// flows and edges alone, not on the order in which an index returns them: what is free in that order goes by age of the instances.
/// </summary>
public sealed class LineageGraph
{
    private readonly FlowKey[] _flows;
    private readonly Dictionary<FlowKey, int> _ages;
    private readonly int[] _places;
    private readonly EdgesByEnd _upstream;
    private readonly EdgesByEnd _downstream;

    private LineageGraph(FlowKey[] flows, Dictionary<FlowKey, int> ages, int[] places, EdgesByEnd upstream, EdgesByEnd downstream)
    {
        _flows = flows;
        _ages = ages;
        _places = places;
        _upstream = upstream;
        _downstream = downstream;
    }

    /// <summary>Number of flows.</summary>
    public int Count => _flows.Length;

    /// <summary>All flows, every upstream before its downstream.</summary>
    public IReadOnlyList<FlowKey> Flows => _flows;

    /// <summary>All edges.</summary>
    public IEnumerable<LineageEdge> Edges => _upstream.All;

    /// <summary>Makes the graph. Edges from or to unknown flows are left out.</summary>
    /// <param name="flows">The flows, each once, in any order.</param>
    /// <param name="edges">The edges in any order; equal ones count once.</param>
    /// <param name="nameOf">How flows are called if a cycle has to be named; ids when left out.</param>
    /// <exception cref="LineageCycleException">The edges contain a cycle.</exception>
    public static LineageGraph Create(IReadOnlyCollection<FlowKey> flows, IEnumerable<LineageEdge> edges, Func<FlowKey, string>? nameOf = null)
    {
        FlowKey[] byAge = [.. flows];
        Array.Sort(byAge);
        var ages = new Dictionary<FlowKey, int>(byAge.Length);
        foreach (var flow in byAge)
        {
            ages.Add(flow, ages.Count);
        }

        var known = LineageOrder.Known(edges, ages);
        var order = LineageOrder.Of(byAge.Length, known) ?? throw new LineageCycleException(Cycle(byAge, known), nameOf ?? (f => f.ToString()));
        var places = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        return new LineageGraph(
            Array.ConvertAll(order, n => byAge[n]),
            ages,
            places,
            new EdgesByEnd(order.Length, known, e => (places[e.Downstream], places[e.Upstream])),
            new EdgesByEnd(order.Length, known, e => (places[e.Upstream], places[e.Downstream])));
    }

    /// <summary>Number of a flow, or −1 when it is not in the graph.</summary>
    public int NumberOf(FlowKey flow) => _ages.TryGetValue(flow, out var age) ? _places[age] : -1;

    /// <summary>Edges that end at the flow with this number, in order of their upstream ends.</summary>
    public ReadOnlySpan<LineageEdge> UpstreamOf(int number) => _upstream.At(number);

    /// <summary>Numbers of the flows at the upstream ends of those edges, in the same order.</summary>
    public ReadOnlySpan<int> UpstreamNumbersOf(int number) => _upstream.OthersAt(number);

    /// <summary>Edges that start at the flow with this number, in order of their downstream ends.</summary>
    public ReadOnlySpan<LineageEdge> DownstreamOf(int number) => _downstream.At(number);

    /// <summary>All flows upstream of a flow, nearest first, without itself.</summary>
    /// <param name="flow">Where to start.</param>
    /// <param name="depth">How many edges to go at most; <c>null</c> is all.</param>
    /// <param name="follow">Which edges to go along; all when left out.</param>
    public IReadOnlyList<FlowKey> Upstream(FlowKey flow, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk([flow], _upstream, depth, follow);

    /// <summary>All flows upstream of several flows, each once, without those flows themselves.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Upstream(IReadOnlyCollection<FlowKey> flows, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk(flows, _upstream, depth, follow);

    /// <summary>All flows downstream of a flow, nearest first, without itself: what breaks if it changes.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Downstream(FlowKey flow, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk([flow], _downstream, depth, follow);

    /// <summary>All flows downstream of several flows, each once.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Downstream(IReadOnlyCollection<FlowKey> flows, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk(flows, _downstream, depth, follow);

    /// <summary>
    /// All paths from one flow down to another, both included. They can be exponentially many, so each is made when it is asked for.
    /// </summary>
    public IEnumerable<IReadOnlyList<FlowKey>> Paths(FlowKey from, FlowKey to)
    {
        var towards = Upstream(to).Append(to).ToHashSet();
        if (from == to || !towards.Contains(from))
        {
            yield break;
        }

        var path = new List<FlowKey> { from };
        var pending = new Stack<IEnumerator<FlowKey>>([Next(from)]);
        while (pending.TryPeek(out var next))
        {
            if (!next.MoveNext())
            {
                pending.Pop();
                path.RemoveAt(path.Count - 1);
            }
            else if (next.Current == to)
            {
                yield return [.. path, to];
            }
            else
            {
                path.Add(next.Current);
                pending.Push(Next(next.Current));
            }
        }

        IEnumerator<FlowKey> Next(FlowKey flow) =>
            _downstream.OthersAt(NumberOf(flow)).ToArray().Distinct().Select(n => _flows[n]).Where(towards.Contains).GetEnumerator();
    }

    /// <summary>
    /// Execution order: batches of flows whose upstreams within the selection all stand in earlier batches; the flows of a batch
    /// can run at the same time.
    /// </summary>
    /// <param name="selection">The flows to order; all when left out.</param>
    public IReadOnlyList<IReadOnlyList<FlowKey>> ExecutionOrder(IReadOnlySet<FlowKey>? selection = null)
    {
        var batches = new List<List<FlowKey>>();
        var levels = Levels(selection);
        for (var n = 0; n < Count; n++)
        {
            while (batches.Count <= levels[n])
            {
                batches.Add([]);
            }

            if (levels[n] >= 0)
            {
                batches[levels[n]].Add(_flows[n]);
            }
        }

        return batches;
    }

    /// <summary>For each flow by its number, which batch of <see cref="ExecutionOrder"/> it is in, from 0; −1 when it is not selected.</summary>
    /// <param name="selection">The flows to order; all when left out.</param>
    public IReadOnlyList<int> Levels(IReadOnlySet<FlowKey>? selection = null)
    {
        var levels = new int[Count];
        var selected = selection is null ? null : FlowSet.Of(this, selection);
        for (var n = 0; n < Count; n++)
        {
            // Flows outside the selection pass their level on, so that order holds across gaps.
            foreach (var upstream in UpstreamNumbersOf(n))
            {
                levels[n] = Math.Max(levels[n], levels[upstream] + (selected?.Contains(upstream) != false ? 1 : 0));
            }
        }

        for (var n = 0; n < Count; n++)
        {
            levels[n] = selected?.Contains(n) != false ? levels[n] : -1;
        }

        return levels;
    }

    private List<FlowKey> Walk(IReadOnlyCollection<FlowKey> starts, EdgesByEnd edges, int? depth, Func<LineageEdge, bool>? follow)
    {
        var found = new List<FlowKey>();
        var seen = new bool[Count];
        var queue = new Queue<(int Flow, int Distance)>(starts.Count);
        foreach (var start in starts)
        {
            if (NumberOf(start) is >= 0 and var number && !seen[number])
            {
                seen[number] = true;
                queue.Enqueue((number, 0));
            }
        }

        while (queue.TryDequeue(out var here))
        {
            if (here.Distance >= depth)
            {
                continue;
            }

            var ways = edges.At(here.Flow);
            var others = edges.OthersAt(here.Flow);
            for (var i = 0; i < ways.Length; i++)
            {
                if (!seen[others[i]] && (follow is null || follow(ways[i])))
                {
                    seen[others[i]] = true;
                    found.Add(_flows[others[i]]);
                    queue.Enqueue((others[i], here.Distance + 1));
                }
            }
        }

        return found;
    }

    private static IReadOnlyList<FlowKey> Cycle(FlowKey[] flows, ReadOnlySpan<NumberedEdge> edges)
    {
        var all = new List<LineageEdge>(edges.Length);
        foreach (var edge in edges)
        {
            all.Add(edge.Edge);
        }

        return LineageCycle.Find(flows, all)!;
    }
}
