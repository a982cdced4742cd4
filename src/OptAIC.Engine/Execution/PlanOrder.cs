using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>
/// Which flow of a plan is next: one whose upstreams are done. Flows that the plan leaves out and that lie between flows of it are passed through:
/// nothing is done with them, but their statuses are looked at again, as those of what follows depend on them.
/// </summary>
internal sealed class PlanOrder
{
    private readonly FlowPlan _plan;
    private readonly Dictionary<FlowKey, PlannedFlow> _steps;
    private readonly HashSet<FlowKey> _between;
    private readonly Dictionary<FlowKey, int> _waitingFor;
    private readonly LinkedList<PlannedFlow> _ready = new();

    public PlanOrder(FlowPlan plan)
    {
        _plan = plan;
        _steps = plan.Steps.ToDictionary(s => s.Flow);
        var graph = plan.States.Graph;
        _between = [];
        if (_steps.Count < graph.Count)
        {
            _between.UnionWith(graph.Downstream(_steps.Keys));
            _between.IntersectWith(graph.Upstream(_steps.Keys));
        }

        _waitingFor = new Dictionary<FlowKey, int>(_steps.Count + _between.Count);
        foreach (var flow in _steps.Keys.Concat(_between))
        {
            var waitingFor = 0;
            foreach (var edge in graph.UpstreamOf(graph.NumberOf(flow)))
            {
                waitingFor += IsPassed(edge.Upstream) ? 1 : 0;
            }

            _waitingFor[flow] = waitingFor;
        }

        foreach (var step in plan.Steps.Where(s => _waitingFor[s.Flow] == 0))
        {
            _ready.AddLast(step);
        }
    }

    /// <summary>Takes the next flow that can start now; <c>null</c> when there is none at present.</summary>
    public PlannedFlow? Next()
    {
        if (_ready.First?.Value is not { } step)
        {
            return null;
        }

        _ready.RemoveFirst();
        return step;
    }

    /// <summary>Puts a flow back that could not start: it is the first to be tried again.</summary>
    public void Again(PlannedFlow step) => _ready.AddFirst(step);

    /// <summary>The upstreams without which a flow cannot run, those behind flows that the plan leaves out included.</summary>
    public IEnumerable<FlowKey> Needs(FlowKey flow)
    {
        var graph = _plan.States.Graph;
        var seen = new HashSet<FlowKey>();
        var pending = new Stack<FlowKey>([flow]);
        while (pending.TryPop(out var here))
        {
            foreach (var edge in graph.UpstreamOf(graph.NumberOf(here)).ToArray().Where(e => IsNeeded(e) && seen.Add(e.Upstream)))
            {
                if (_steps.ContainsKey(edge.Upstream))
                {
                    yield return edge.Upstream;
                }
                else if (_between.Contains(edge.Upstream))
                {
                    pending.Push(edge.Upstream);
                }
            }
        }
    }

    /// <summary>Takes note that a flow is done: what waited for nothing else can start.</summary>
    public void Done(FlowKey flow)
    {
        var graph = _plan.States.Graph;
        var done = new Queue<FlowKey>([flow]);
        while (done.TryDequeue(out var here))
        {
            foreach (var edge in graph.DownstreamOf(graph.NumberOf(here)))
            {
                if (!IsPassed(edge.Downstream) || --_waitingFor[edge.Downstream] > 0)
                {
                    continue;
                }

                if (_steps.TryGetValue(edge.Downstream, out var next))
                {
                    _ready.AddLast(next);
                }
                else
                {
                    _plan.States.Reconsider(edge.Downstream);
                    done.Enqueue(edge.Downstream);
                }
            }
        }
    }

    // A training that fails does not stop predictions, as long as there is a model to make them with.
    private bool IsNeeded(LineageEdge edge) => edge.RequiresReady || (edge.CarriesModel && _plan.States[edge.Upstream].ActiveModelVersion is null);

    private bool IsPassed(FlowKey flow) => _steps.ContainsKey(flow) || _between.Contains(flow);
}
