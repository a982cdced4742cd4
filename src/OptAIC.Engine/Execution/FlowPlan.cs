using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Notebooks;
using OptAIC.Engine.Queries;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>A request, worked out against a snapshot: which flows it means, what is done with each, and how.</summary>
internal sealed class FlowPlan
{
    private readonly IReadOnlyList<int> _batches;

    private FlowPlan(WorkspaceSnapshot snapshot, FlowStates states, IReadOnlyList<PlannedFlow> steps, RunSettings settings, IReadOnlyList<int> batches)
    {
        Snapshot = snapshot;
        States = states;
        Steps = steps;
        Settings = settings;
        _batches = batches;
    }

    public WorkspaceSnapshot Snapshot { get; }

    public FlowStates States { get; }

    /// <summary>The flows in lineage order.</summary>
    public IReadOnlyList<PlannedFlow> Steps { get; }

    public RunSettings Settings { get; }

    /// <summary>Whether there is anything to run or to wait for.</summary>
    public bool HasWork => Steps.Any(s => s.Action is PlanAction.Run or PlanAction.Wait);

    /// <summary>Works a request out.</summary>
    /// <exception cref="UpstreamNotReadyException">A single target's upstream is not ready, and the mode does not see to it.</exception>
    public static FlowPlan Create(WorkspaceSnapshot snapshot, FlowRunRequest request, DateTimeOffset now)
    {
        var time = new EvaluationTime(now, request.AsOf);
        var sides = new SideVersions(snapshot.Workspace, time);
        var states = snapshot.AskSources().States(time, request.AcceptDelayed, sides);
        var targets = request.Targets.Select(t => FlowTargets.Resolve(snapshot, t)).ToHashSet();
        var selected = FlowTargets.Select(snapshot, states, request);
        var opened = NotebookEntry.Opened(snapshot, targets, request);
        IReadOnlySet<FlowKey> forced = request.Force ? (targets.Count > 0 ? targets : selected) : opened is { } notebook && states[notebook.Flow].UpstreamBlocker is null ? targets : new HashSet<FlowKey>();
        var asOfOnly = AsOfOnly(snapshot, states, request, sides);
        var claims = Claims(snapshot, request);
        var steps = RefreshPlan.Create(states, selected, forced, Asked(asOfOnly, request.Trigger == TriggerKind.Schedule ? targets : []));
        if (request.Trigger != TriggerKind.Schedule && targets.Count == 1 && request.Selectors.Count == 0 && steps.FirstOrDefault(s => s.Flow == targets.First()) is { Action: PlanAction.Blocked } refused && !request.Recursive)
        {
            throw new UpstreamNotReadyException(snapshot.NameOf(refused.Flow), [.. states.Blockers(refused.Flow).Select(b => FlowObjects.Flow(snapshot, b))]);
        }

        var settings = new RunSettings
        {
            Flags = new RunPolicy { Overlap = request.Overlap, Timeout = request.Timeout },
            MaxRetries = request.MaxRetries,
            RetryDelay = request.RetryDelay,
            DefaultOverlap = request.Trigger == TriggerKind.Schedule ? OverlapPolicy.Skip : targets.Count > 0 && !request.Recursive ? OverlapPolicy.Fail : OverlapPolicy.Join,
            Trigger = request.Trigger,
            Parameters = Parameters(snapshot, targets, request),
            Interactive = opened,
            Plan = steps.Count(s => s.Action == PlanAction.Run) > 1 ? Guid.CreateVersion7(now) : null,
            AcceptDelayed = request.AcceptDelayed,
            Time = time,
            Forced = forced,
            AsOfOnly = asOfOnly,
            Claims = claims,
            RefreshedEnvironments = Refreshed(snapshot, targets, request),
        };
        return new FlowPlan(snapshot, states, steps, settings, states.Graph.Levels(selected));
    }

    private static (FlowKey, JsonElement)? Parameters(WorkspaceSnapshot snapshot, HashSet<FlowKey> targets, FlowRunRequest request)
    {
        if (request.Parameters.Count == 0)
        {
            return null;
        }

        var flow = targets.Count == 1 && request.Selectors.Count == 0 ? targets.First() : throw new InvalidParametersException(targets.Count);
        return FlowParameters.Resolve(snapshot, flow, request.Parameters) is { } value ? (flow, value) : null;
    }

    private static HashSet<FlowKey> Refreshed(WorkspaceSnapshot snapshot, HashSet<FlowKey> targets, FlowRunRequest request)
    {
        if (!request.RefreshEnvironment)
        {
            return [];
        }

        return targets.FirstOrDefault(t => snapshot.InstanceOf(t).Type != InstanceType.WorkflowInstance) is { } other && other != default
            ? throw new NoEnvironmentException(snapshot.InstanceOf(other).Name, $"it is a {snapshot.InstanceOf(other).Type}", "environments belong to workflows")
            : targets;
    }

    private static Dictionary<FlowKey, Guid> Claims(WorkspaceSnapshot snapshot, FlowRunRequest request) =>
        request.Targets.Zip(request.Claims, (t, run) => KeyValuePair.Create(FlowTargets.Resolve(snapshot, t), run)).ToDictionary();

    private static Dictionary<FlowKey, StatusReason> Asked(HashSet<FlowKey> asOfOnly, HashSet<FlowKey> scheduled)
    {
        var asked = asOfOnly.ToDictionary(f => f, f => new StatusReason(ReasonCode.AsOf, f, "has no version as of that day"));
        foreach (var flow in scheduled)
        {
            asked.TryAdd(flow, new StatusReason(ReasonCode.Scheduled, flow, "its schedule asks for it"));
        }

        return asked;
    }

    // What is refreshed upstream of them is read as of the day from what is current: only what was asked for is made as of it.
    private static HashSet<FlowKey> AsOfOnly(WorkspaceSnapshot snapshot, FlowStates states, FlowRunRequest request, SideVersions sides) => request.AsOf is null
        ? []
        : [.. FlowTargets.Select(snapshot, states, request with { Recursive = false }).Where(f => sides.IsSide(snapshot.Flow(f)) && sides.Made(snapshot.Flow(f), snapshot.InstanceOf(f).Directory) is null)];

    /// <summary>All steps as people see them, with what each waits for.</summary>
    public IReadOnlyList<OptPlanStep> Objects()
    {
        var steps = Steps.Select(s => s.Flow).ToHashSet();
        return [.. Steps.Select(s => Object(s) with { After = After(s.Flow, steps) })];
    }

    private List<string> After(FlowKey flow, HashSet<FlowKey> steps)
    {
        var names = new List<string>();
        foreach (var edge in States.Graph.UpstreamOf(States.Graph.NumberOf(flow)))
        {
            if (steps.Contains(edge.Upstream) && Snapshot.NameOf(edge.Upstream) is var name && !names.Contains(name))
            {
                names.Add(name);
            }
        }

        return names;
    }

    /// <summary>A step as people see it.</summary>
    public OptPlanStep Object(PlannedFlow step, FlowOutcome? outcome = null) => new()
    {
        Instance = Snapshot.InstanceOf(step.Flow).Name,
        Flow = step.Flow.Flow,
        Batch = _batches[States.Graph.NumberOf(step.Flow)],
        Action = step.Action,
        Status = outcome?.Facts is null ? step.State.Status : States[step.Flow].Status,
        Reasons = [.. step.Reasons.Select(r => ReasonNames.Object(r, Snapshot.NameOf))],
        Outcome = outcome?.Outcome,
        Run = outcome?.Run,
        Duration = outcome?.Duration,
        ErrorType = outcome?.ErrorType,
        Message = outcome?.Message,
        Attempts = outcome?.Attempts,
        BecauseOf = outcome?.BecauseOf is { } root ? Snapshot.NameOf(root) : null,
    };
}
