using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Planning;

/// <summary>Which flows of a selection a refresh runs, in lineage order, and why.</summary>
public static class RefreshPlan
{
    // Shared by the many flows in whose way nothing is; never added to.
    private static readonly List<StatusReason> None = [];

    /// <summary>Makes the plan; each flow is looked at once.</summary>
    /// <param name="states">The statuses of all flows; they also say whether an upstream whose source is late counts as ready.</param>
    /// <param name="selection">The flows to refresh.</param>
    /// <param name="forced">Flows of the selection to run whatever their status and that of their upstreams.</param>
    /// <param name="asked">Flows of the selection to run even when they are ready, once their upstreams are, and why.</param>
    public static IReadOnlyList<PlannedFlow> Create(
        FlowStates states, IReadOnlySet<FlowKey> selection, IReadOnlySet<FlowKey>? forced = null, IReadOnlyDictionary<FlowKey, StatusReason>? asked = null)
    {
        var selected = FlowSet.Of(states.Graph, selection);
        var steps = new List<PlannedFlow>(selected.Count);
        var prospects = new Prospect[states.All.Count];
        for (var n = 0; n < prospects.Length; n++)
        {
            var state = states.All[n];
            var obstacles = Obstacles(states, n, prospects);
            var upstreamRuns = UpstreamRuns(states, n, prospects);
            if (selected.Contains(n))
            {
                var step = Decide(state, upstreamRuns, obstacles, forced?.Contains(state.Flow) == true, asked?.GetValueOrDefault(state.Flow));
                steps.Add(step);
                prospects[n] = ProspectOf(step, obstacles, states.AcceptDelayed);
            }
            else
            {
                prospects[n] = new(null, OwnObstacle(state, states.AcceptDelayed) ?? upstreamRuns ?? obstacles.FirstOrDefault());
            }
        }

        return steps;
    }

    private static PlannedFlow Decide(FlowState state, StatusReason? upstreamRuns, List<StatusReason> obstacles, bool forced, StatusReason? asked)
    {
        if (state.Status == FlowStatus.Running)
        {
            return new(state.Flow, PlanAction.Wait, state, state.Reasons);
        }

        if (forced)
        {
            StatusReason ordered = new(ReasonCode.Forced, state.Flow, "to be run whatever its status and its upstreams");
            return new(state.Flow, PlanAction.Run, state, [ordered, .. state.Reasons, .. obstacles]);
        }

        if (asked is not null)
        {
            return obstacles.Count == 0
                ? new(state.Flow, PlanAction.Run, state, [asked, .. state.Reasons])
                : new(state.Flow, PlanAction.Blocked, state, obstacles);
        }

        if (state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed && upstreamRuns is null)
        {
            return new(state.Flow, PlanAction.Skip, state, state.Reasons);
        }

        return obstacles.Count > 0
            ? new(state.Flow, PlanAction.Blocked, state, obstacles)
            : new(state.Flow, PlanAction.Run, state, upstreamRuns is null || IsOnlyWaiting(state) ? state.Reasons : [.. state.Reasons, upstreamRuns]);
    }

    private static Prospect ProspectOf(PlannedFlow step, List<StatusReason> obstacles, bool acceptDelayed) => step.Action switch
    {
        PlanAction.Run or PlanAction.Wait => new(step.Reasons[0], obstacles.FirstOrDefault()),
        PlanAction.Blocked => new(null, obstacles[0]),
        _ => new(null, OwnObstacle(step.State, acceptDelayed) ?? obstacles.FirstOrDefault()),
    };

    // A flow that is stale for its upstreams alone is ready again without a run if they come to be ready with what it has read.
    private static bool IsOnlyWaiting(FlowState state) =>
        state.Status == FlowStatus.Stale && state.Reasons.All(r => r.Code == ReasonCode.UpstreamNotReady);

    private static StatusReason? OwnObstacle(FlowState state, bool acceptDelayed) =>
        FlowStatusRules.CountsAsReady(state.Status, acceptDelayed) || IsOnlyWaiting(state) ? null : state.Reasons[0];

    // A flow that has nothing to do now will have, once what it follows has run.
    private static StatusReason? UpstreamRuns(FlowStates states, int number, Prospect[] prospects)
    {
        var state = states.All[number];
        var isDoneWith = state.StaleOn switch
        {
            StaleOn.Upstream => state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed || IsOnlyWaiting(state),
            // What goes by age and is behind takes what its upstreams come to have.
            StaleOn.Age => state.Status == FlowStatus.StaleSourceDelayed,
            _ => false,
        };
        if (!isDoneWith)
        {
            return null;
        }

        var edges = states.Graph.UpstreamOf(number);
        var numbers = states.Graph.UpstreamNumbersOf(number);
        for (var i = 0; i < edges.Length; i++)
        {
            if ((edges[i].RequiresReady || (edges[i].CarriesModel && states.All[numbers[i]].PromotesNext)) && prospects[numbers[i]].RunsBecause is { } cause)
            {
                return new(ReasonCode.UpstreamRuns, state.Flow, "an upstream runs before it", cause);
            }
        }

        return null;
    }

    // Why a flow could not start at its turn, if everything before it goes well.
    private static List<StatusReason> Obstacles(FlowStates states, int number, Prospect[] prospects)
    {
        List<StatusReason>? obstacles = null;
        var edges = states.Graph.UpstreamOf(number);
        var numbers = states.Graph.UpstreamNumbersOf(number);
        for (var i = 0; i < edges.Length; i++)
        {
            var (edge, upstream) = (edges[i], numbers[i]);
            if (edge.RequiresReady && prospects[upstream].Obstacle is { } cause)
            {
                (obstacles ??= []).Add(new(ReasonCode.UpstreamNotReady, edge.Downstream, "an upstream is not ready, and nothing in the plan makes it so", cause));
            }
            else if (edge.CarriesModel && states.All[upstream] is { ActiveModelVersion: null } training && (prospects[upstream].RunsBecause is null || !training.PromotesNext))
            {
                var missing = training.PromotesNext ? "there is no active model version, and the plan trains none" : "there is no active model version; one has to be promoted";
                (obstacles ??= []).Add(new(ReasonCode.UpstreamNotReady, edge.Downstream, missing, FlowStatusRules.CauseAt(new(edge, training))));
            }
        }

        return obstacles ?? None;
    }

    /// <summary>What can be expected of a flow once the plan has passed it.</summary>
    /// <param name="RunsBecause">Why a run of it will have ended, or <c>null</c> when none will.</param>
    /// <param name="Obstacle">Why its downstream cannot start even then.</param>
    private readonly record struct Prospect(StatusReason? RunsBecause, StatusReason? Obstacle);
}
