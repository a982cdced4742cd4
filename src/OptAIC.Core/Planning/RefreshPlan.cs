using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Planning;

/// <summary>Which flows of a selection a refresh runs, in lineage order, and why.</summary>
public static class RefreshPlan
{
    /// <summary>Makes the plan; each flow is looked at once.</summary>
    /// <param name="states">The statuses of all flows; they also say whether an upstream whose source is late counts as ready.</param>
    /// <param name="selection">The flows to refresh.</param>
    /// <param name="forced">Flows of the selection to run whatever their status and that of their upstreams.</param>
    public static IReadOnlyList<PlannedFlow> Create(FlowStates states, IReadOnlySet<FlowKey> selection, IReadOnlySet<FlowKey>? forced = null)
    {
        var steps = new List<PlannedFlow>(selection.Count);
        var prospects = new Prospect[states.All.Count];
        for (var n = 0; n < prospects.Length; n++)
        {
            var state = states.All[n];
            var obstacles = Obstacles(states, n, prospects);
            PlanAction? action = null;
            if (selection.Contains(state.Flow))
            {
                var step = Decide(state, obstacles, forced?.Contains(state.Flow) == true);
                steps.Add(step);
                action = step.Action;
            }

            prospects[n] = action switch
            {
                PlanAction.Run or PlanAction.Wait => new(WillRun: true, obstacles.FirstOrDefault()),
                PlanAction.Blocked => new(WillRun: false, obstacles[0]),
                _ => new(WillRun: false, FlowStatusRules.CountsAsReady(state.Status, states.AcceptDelayed) ? obstacles.FirstOrDefault() : state.Reasons[0]),
            };
        }

        return steps;
    }

    private static PlannedFlow Decide(FlowState state, List<StatusReason> obstacles, bool forced)
    {
        if (state.Status == FlowStatus.Running)
        {
            return new(state.Flow, PlanAction.Wait, state, state.Reasons);
        }

        if (forced)
        {
            StatusReason asked = new(ReasonCode.Forced, state.Flow, "to be run whatever its status and its upstreams");
            return new(state.Flow, PlanAction.Run, state, [asked, .. state.Reasons, .. obstacles]);
        }

        if (state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed)
        {
            return new(state.Flow, PlanAction.Skip, state, state.Reasons);
        }

        return obstacles.Count == 0
            ? new(state.Flow, PlanAction.Run, state, state.Reasons)
            : new(state.Flow, PlanAction.Blocked, state, obstacles);
    }

    // Why a flow could not start at its turn, if everything before it goes well.
    private static List<StatusReason> Obstacles(FlowStates states, int number, Prospect[] prospects)
    {
        var obstacles = new List<StatusReason>();
        foreach (var edge in states.Graph.UpstreamOf(number))
        {
            var upstream = states.Graph.NumberOf(edge.Upstream);
            if (edge.RequiresReady && prospects[upstream].Obstacle is { } cause)
            {
                obstacles.Add(new(ReasonCode.UpstreamNotReady, edge.Downstream, "an upstream is not ready, and nothing in the plan makes it so", cause));
            }
            else if (edge.CarriesModel && states.All[upstream].ActiveModelVersion is null && !prospects[upstream].WillRun)
            {
                var training = FlowStatusRules.CauseAt(new(edge, states.All[upstream]));
                obstacles.Add(new(ReasonCode.UpstreamNotReady, edge.Downstream, "there is no active model version, and the plan trains none", training));
            }
        }

        return obstacles;
    }

    /// <summary>What can be expected of a flow once the plan has passed it.</summary>
    /// <param name="WillRun">Whether a run of it will have ended.</param>
    /// <param name="Obstacle">Why its downstream cannot start even then.</param>
    private readonly record struct Prospect(bool WillRun, StatusReason? Obstacle);
}
