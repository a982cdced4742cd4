using System.Runtime.InteropServices;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>The statuses of all flows of a graph at one time. Each flow is evaluated once, in lineage order.</summary>
public sealed class FlowStates
{
    private readonly LineageGraph _graph;
    private readonly EvaluationTime _time;
    private readonly bool _acceptDelayed;
    private readonly FlowState[] _states;
    private readonly List<UpstreamState> _upstreams = [];

    /// <summary>Evaluates every flow.</summary>
    /// <param name="graph">Flows and edges.</param>
    /// <param name="factsOf">Facts of a flow; asked once per flow.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public FlowStates(LineageGraph graph, Func<FlowKey, FlowFacts> factsOf, EvaluationTime time, bool acceptDelayed = false)
    {
        _graph = graph;
        _time = time;
        _acceptDelayed = acceptDelayed;
        _states = new FlowState[graph.Count];
        for (var n = 0; n < graph.Count; n++)
        {
            Evaluate(n, factsOf(graph.Flows[n]));
        }
    }

    /// <summary>The graph.</summary>
    public LineageGraph Graph => _graph;

    /// <summary>All states, every upstream before its downstream.</summary>
    public IReadOnlyList<FlowState> All => _states;

    /// <summary>State of a flow.</summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public FlowState this[FlowKey flow] =>
        _graph.NumberOf(flow) is >= 0 and var n ? _states[n] : throw new KeyNotFoundException($"flow {flow} is not in the graph");

    /// <summary>Evaluates one flow again with new facts. Its downstream is as before until it is evaluated in turn.</summary>
    public FlowState Update(FlowFacts facts) => Evaluate(_graph.NumberOf(facts.Flow), facts);

    /// <summary>
    /// <c>check_upstream_freshness</c>: every transitive upstream that is not ready, nearest first, each once. None: the flow may start.
    /// </summary>
    public IReadOnlyList<FlowState> Blockers(FlowKey flow) =>
    [
        .. _graph.Upstream(flow, follow: e => e.CarriesData && !e.CarriesModel)
            .Select(upstream => this[upstream])
            .Where(state => !FlowStatusRules.CountsAsReady(state.Status, _acceptDelayed)),
        .. _graph.UpstreamOf(_graph.NumberOf(flow)).ToArray()
            .Where(e => e.CarriesModel && this[e.Upstream].DataVersion is null)
            .Select(e => this[e.Upstream]),
    ];

    private FlowState Evaluate(int number, FlowFacts facts)
    {
        _upstreams.Clear();
        foreach (var edge in _graph.UpstreamOf(number))
        {
            _upstreams.Add(new(edge, _states[_graph.NumberOf(edge.Upstream)]));
        }

        return _states[number] = FlowStatusRules.Evaluate(facts, CollectionsMarshal.AsSpan(_upstreams), _time, _acceptDelayed);
    }
}
