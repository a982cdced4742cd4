using System.Runtime.InteropServices;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>The statuses of all flows of a graph at one time. Each flow is evaluated once, in lineage order. Not for several threads at a time.</summary>
public sealed class FlowStates
{
    private readonly LineageGraph _graph;
    private readonly EvaluationTime _time;
    private readonly FlowState[] _states;
    private readonly List<UpstreamState> _upstreams = [];

    /// <summary>Evaluates every flow.</summary>
    /// <param name="graph">Flows and edges.</param>
    /// <param name="factsOf">Facts of a flow; asked once per flow.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public FlowStates(LineageGraph graph, Func<FlowKey, FlowFacts> factsOf, EvaluationTime time, bool acceptDelayed = false)
        : this(graph, time, acceptDelayed, n => factsOf(graph.Flows[n]))
    {
    }

    private FlowStates(LineageGraph graph, EvaluationTime time, bool acceptDelayed, Func<int, FlowFacts> factsOf)
    {
        _graph = graph;
        _time = time;
        AcceptDelayed = acceptDelayed;
        _states = new FlowState[graph.Count];
        for (var n = 0; n < graph.Count; n++)
        {
            Evaluate(n, factsOf(n));
        }
    }

    /// <summary>Evaluates every flow.</summary>
    /// <param name="graph">Flows and edges.</param>
    /// <param name="factsOf">Facts of a flow by its number in the graph; asked once per flow.</param>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public static FlowStates ByNumber(LineageGraph graph, Func<int, FlowFacts> factsOf, EvaluationTime time, bool acceptDelayed = false) =>
        new(graph, time, acceptDelayed, factsOf);

    /// <summary>The graph.</summary>
    public LineageGraph Graph => _graph;

    /// <summary>All states, every upstream before its downstream.</summary>
    public IReadOnlyList<FlowState> All => _states;

    /// <summary>State of a flow.</summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public FlowState this[FlowKey flow] => _states[Number(flow)];

    /// <summary>Whether an upstream whose source is late counts as ready.</summary>
    public bool AcceptDelayed { get; }

    /// <summary>Evaluates one flow again with new facts. Its downstream is as before until it is evaluated in turn.</summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public FlowState Update(FlowFacts facts) => Evaluate(Number(facts.Flow), facts);

    /// <summary>Evaluates one flow again whose facts are as they were, after something upstream of it has changed.</summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public FlowState Reconsider(FlowKey flow) => Update(this[flow].Facts);

    /// <summary>The evaluation of one flow, rule by rule.</summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public IReadOnlyList<StatusCheck> Explain(FlowKey flow)
    {
        var number = Number(flow);
        return FlowExplanation.Of(_states[number].Facts, Upstreams(number), _time, AcceptDelayed);
    }

    /// <summary>
    /// <c>check_upstream_freshness</c>: every transitive upstream that is not ready, nearest first, and every training on the way
    /// that is needed for a first model; each once. None: the flow may start.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The flow is not in the graph.</exception>
    public IReadOnlyList<FlowState> Blockers(FlowKey flow)
    {
        var upstream = _graph.Upstream(flow, follow: e => e.RequiresReady);
        return
        [
            .. upstream.Select(u => this[u]).Where(s => !FlowStatusRules.CountsAsReady(s.Status, AcceptDelayed))
                .Concat(upstream.Prepend(flow).SelectMany(TrainingsWithoutModel))
                .DistinctBy(s => s.Flow),
        ];
    }

    private List<FlowState> TrainingsWithoutModel(FlowKey flow)
    {
        var trainings = new List<FlowState>();
        foreach (var edge in _graph.UpstreamOf(Number(flow)))
        {
            if (edge.CarriesModel && this[edge.Upstream] is { ActiveModelVersion: null } training)
            {
                trainings.Add(training);
            }
        }

        return trainings;
    }

    private int Number(FlowKey flow) =>
        _graph.NumberOf(flow) is >= 0 and var number ? number : throw new KeyNotFoundException($"flow {flow} is not in the graph");

    private FlowState Evaluate(int number, FlowFacts facts) =>
        _states[number] = FlowStatusRules.Evaluate(facts, Upstreams(number), _time, AcceptDelayed);

    private Span<UpstreamState> Upstreams(int number)
    {
        _upstreams.Clear();
        var edges = _graph.UpstreamOf(number);
        var numbers = _graph.UpstreamNumbersOf(number);
        for (var i = 0; i < edges.Length; i++)
        {
            _upstreams.Add(new(edges[i], _states[numbers[i]]));
        }

        return CollectionsMarshal.AsSpan(_upstreams);
    }
}
