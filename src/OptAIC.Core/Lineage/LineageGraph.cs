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
    private readonly Dictionary<FlowKey, int> _numbers;
    private readonly LineageEdge[][] _upstream;
    private readonly LineageEdge[][] _downstream;
    private readonly int[][] _upstreamNumbers;

    private LineageGraph(FlowKey[] flows, Dictionary<FlowKey, int> numbers, EdgeEnds upstream, EdgeEnds downstream)
    {
        _flows = flows;
        _numbers = numbers;
        (_upstream, _upstreamNumbers) = upstream;
        _downstream = downstream.Edges;
    }

    /// <summary>Number of flows.</summary>
    public int Count => _flows.Length;

    /// <summary>All flows, every upstream before its downstream.</summary>
    public IReadOnlyList<FlowKey> Flows => _flows;

    /// <summary>All edges.</summary>
    public IEnumerable<LineageEdge> Edges => _upstream.SelectMany(e => e);

    /// <summary>Makes the graph. Edges from or to unknown flows are left out.</summary>
    /// <param name="flows">The flows, each once, in any order.</param>
    /// <param name="edges">The edges in any order; equal ones count once.</param>
    /// <param name="nameOf">How flows are called if a cycle has to be named; ids when left out.</param>
    /// <exception cref="LineageCycleException">The edges contain a cycle.</exception>
    public static LineageGraph Create(IReadOnlyCollection<FlowKey> flows, IEnumerable<LineageEdge> edges, Func<FlowKey, string>? nameOf = null)
    {
        FlowKey[] byAge = [.. flows];
        Array.Sort(byAge);
        var known = LineageOrder.Known(edges, Numbered(byAge));
        var order = LineageOrder.Of(byAge.Length, known) ?? throw new LineageCycleException(LineageCycle.Find(byAge, [.. known.Select(e => e.Edge)])!, nameOf ?? (f => f.ToString()));

        var sorted = Array.ConvertAll(order, n => byAge[n]);
        var placeOf = new int[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            placeOf[order[place]] = place;
        }

        return new LineageGraph(
            sorted,
            Numbered(sorted),
            LineageOrder.Group(order.Length, known, e => (placeOf[e.Downstream], placeOf[e.Upstream])),
            LineageOrder.Group(order.Length, known, e => (placeOf[e.Upstream], placeOf[e.Downstream])));
    }

    /// <summary>Number of a flow, or −1 when it is not in the graph.</summary>
    public int NumberOf(FlowKey flow) => _numbers.GetValueOrDefault(flow, -1);

    /// <summary>Edges that end at the flow with this number, in order of their upstream ends.</summary>
    public ReadOnlySpan<LineageEdge> UpstreamOf(int number) => _upstream[number];

    /// <summary>Numbers of the flows at the upstream ends of those edges, in the same order.</summary>
    public ReadOnlySpan<int> UpstreamNumbersOf(int number) => _upstreamNumbers[number];

    /// <summary>Edges that start at the flow with this number, in order of their downstream ends.</summary>
    public ReadOnlySpan<LineageEdge> DownstreamOf(int number) => _downstream[number];

    /// <summary>All flows upstream of a flow, nearest first, without itself.</summary>
    /// <param name="flow">Where to start.</param>
    /// <param name="depth">How many edges to go at most; <c>null</c> is all.</param>
    /// <param name="follow">Which edges to go along; all when left out.</param>
    public IReadOnlyList<FlowKey> Upstream(FlowKey flow, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk([flow], _upstream, e => e.Upstream, depth, follow);

    /// <summary>All flows upstream of several flows, each once, without those flows themselves.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Upstream(IReadOnlyCollection<FlowKey> flows, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk(flows, _upstream, e => e.Upstream, depth, follow);

    /// <summary>All flows downstream of a flow, nearest first, without itself: what breaks if it changes.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Downstream(FlowKey flow, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk([flow], _downstream, e => e.Downstream, depth, follow);

    /// <summary>All flows downstream of several flows, each once.</summary>
    /// <inheritdoc cref="Upstream(FlowKey, int?, Func{LineageEdge, bool}?)"/>
    public IReadOnlyList<FlowKey> Downstream(IReadOnlyCollection<FlowKey> flows, int? depth = null, Func<LineageEdge, bool>? follow = null) =>
        Walk(flows, _downstream, e => e.Downstream, depth, follow);

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
            _downstream[_numbers[flow]].Select(e => e.Downstream).Distinct().Where(towards.Contains).GetEnumerator();
    }

    /// <summary>
    /// Execution order: batches of flows whose upstreams within the selection all stand in earlier batches; the flows of a batch
    /// can run at the same time.
    /// </summary>
    /// <param name="selection">The flows to order; all when left out.</param>
    public IReadOnlyList<IReadOnlyList<FlowKey>> ExecutionOrder(IReadOnlySet<FlowKey>? selection = null)
    {
        var level = new int[Count];
        var isSelected = new bool[Count];
        var batches = new List<List<FlowKey>>();
        for (var n = 0; n < Count; n++)
        {
            // Flows outside the selection pass their level on, so that order holds across gaps.
            foreach (var upstream in _upstreamNumbers[n])
            {
                level[n] = Math.Max(level[n], level[upstream] + (isSelected[upstream] ? 1 : 0));
            }

            isSelected[n] = selection?.Contains(_flows[n]) != false;
            if (!isSelected[n])
            {
                continue;
            }

            while (batches.Count <= level[n])
            {
                batches.Add([]);
            }

            batches[level[n]].Add(_flows[n]);
        }

        return batches;
    }

    private List<FlowKey> Walk(IReadOnlyCollection<FlowKey> starts, LineageEdge[][] edges, Func<LineageEdge, FlowKey> end, int? depth, Func<LineageEdge, bool>? follow)
    {
        var found = new List<FlowKey>();
        var seen = new HashSet<FlowKey>(starts);
        var queue = new Queue<(FlowKey Flow, int Distance)>(starts.Where(_numbers.ContainsKey).Select(s => (s, 0)));
        while (queue.TryDequeue(out var here))
        {
            if (here.Distance >= depth)
            {
                continue;
            }

            foreach (var edge in edges[_numbers[here.Flow]])
            {
                if ((follow is null || follow(edge)) && seen.Add(end(edge)))
                {
                    found.Add(end(edge));
                    queue.Enqueue((end(edge), here.Distance + 1));
                }
            }
        }

        return found;
    }

    private static Dictionary<FlowKey, int> Numbered(FlowKey[] flows)
    {
        var numbers = new Dictionary<FlowKey, int>(flows.Length);
        foreach (var flow in flows)
        {
            numbers.Add(flow, numbers.Count);
        }

        return numbers;
    }
}
