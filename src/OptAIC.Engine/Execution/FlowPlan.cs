using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC.Engine.Execution;

/// <summary>A request, worked out against a snapshot: which flows it means, what is done with each, and how.</summary>
internal sealed class FlowPlan
{
    private FlowPlan(WorkspaceSnapshot snapshot, FlowStates states, IReadOnlyList<PlannedFlow> steps, RunSettings settings, IReadOnlyDictionary<FlowKey, int> batches)
    {
        Snapshot = snapshot;
        States = states;
        Steps = steps;
        Settings = settings;
        Batches = batches;
    }

    public WorkspaceSnapshot Snapshot { get; }

    public FlowStates States { get; }

    /// <summary>The flows in lineage order.</summary>
    public IReadOnlyList<PlannedFlow> Steps { get; }

    public RunSettings Settings { get; }

    public IReadOnlyDictionary<FlowKey, int> Batches { get; }

    /// <summary>Whether there is anything to run or to wait for.</summary>
    public bool HasWork => Steps.Any(s => s.Action is PlanAction.Run or PlanAction.Wait);

    /// <summary>Works a request out.</summary>
    /// <exception cref="UpstreamNotReadyException">A single target's upstream is not ready, and the mode does not see to it.</exception>
    public static FlowPlan Create(WorkspaceSnapshot snapshot, FlowRunRequest request, DateTimeOffset now)
    {
        var time = new EvaluationTime(now, request.AsOf);
        var states = snapshot.States(time, request.AcceptDelayed);
        var targets = request.Targets.Select(t => FlowTargets.Resolve(snapshot, t)).ToHashSet();
        var selected = FlowTargets.Select(snapshot, states, request);
        IReadOnlySet<FlowKey> forced = request.Force ? (targets.Count > 0 ? targets : selected) : new HashSet<FlowKey>();
        var steps = RefreshPlan.Create(states, selected, forced);
        if (targets.Count == 1 && request.Selectors.Count == 0 && steps.FirstOrDefault(s => s.Flow == targets.First()) is { Action: PlanAction.Blocked } refused && !request.Recursive)
        {
            throw new UpstreamNotReadyException(snapshot.NameOf(refused.Flow), [.. states.Blockers(refused.Flow).Select(b => FlowObjects.Flow(snapshot, b))]);
        }

        var overlap = request.Overlap ?? (targets.Count > 0 && !request.Recursive ? OverlapPolicy.Fail : OverlapPolicy.Join);
        var batches = states.Graph.ExecutionOrder(selected).SelectMany((batch, number) => batch.Select(flow => (flow, number))).ToDictionary(p => p.flow, p => p.number);
        return new FlowPlan(snapshot, states, steps, new RunSettings(overlap, request.Trigger, request.AcceptDelayed, request.Timeout, time, forced), batches);
    }

    /// <summary>A step as people see it.</summary>
    public OptPlanStep Object(PlannedFlow step, FlowOutcome? outcome = null) => new()
    {
        Instance = Snapshot.InstanceOf(step.Flow).Name,
        Flow = step.Flow.Flow,
        Batch = Batches[step.Flow],
        Action = step.Action,
        Status = outcome?.Facts is null ? step.State.Status : States[step.Flow].Status,
        Reasons = [.. step.Reasons.Select(r => ReasonNames.Object(r, Snapshot.NameOf))],
        Outcome = outcome?.Outcome,
        Run = outcome?.Run,
        Duration = outcome?.Duration,
        ErrorType = outcome?.ErrorType,
        Message = outcome?.Message,
    };
}
