using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Planning;

/// <summary>Which flows of a selection a refresh runs, in lineage order, and why.</summary>
public static class RefreshPlan
{
    /// <summary>Makes the plan; each flow is looked at once.</summary>
    /// <param name="states">The statuses of all flows.</param>
    /// <param name="selection">The flows to refresh.</param>
    /// <param name="forced">Flows to run whatever their status and that of their upstreams.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    public static IReadOnlyList<PlannedFlow> Create(FlowStates states, IReadOnlySet<FlowKey> selection, IReadOnlySet<FlowKey>? forced = null, bool acceptDelayed = false)
    {
        var graph = states.Graph;
        var steps = new List<PlannedFlow>(selection.Count);
        var obstacles = new StatusReason?[graph.Count];
        for (var n = 0; n < graph.Count; n++)
        {
            var state = states.All[n];
            var obstacle = Obstacle(graph.UpstreamOf(n), graph, obstacles);
            if (!selection.Contains(state.Flow))
            {
                obstacles[n] = NotReady(state, acceptDelayed) ?? obstacle;
                continue;
            }

            var step = Decide(state, obstacle, forced?.Contains(state.Flow) == true);
            obstacles[n] = step.Action switch
            {
                PlanAction.Run or PlanAction.Wait => null,
                PlanAction.Blocked => step.Reasons[0],
                _ => NotReady(state, acceptDelayed) ?? obstacle,
            };
            steps.Add(step);
        }

        return steps;
    }

    private static PlannedFlow Decide(FlowState state, StatusReason? obstacle, bool forced)
    {
        if (state.Status == FlowStatus.Running)
        {
            return new(state.Flow, PlanAction.Wait, state, state.Reasons);
        }

        if (forced)
        {
            return new(state.Flow, PlanAction.Run, state, state.Reasons);
        }

        if (state.Status is FlowStatus.Ready or FlowStatus.StaleSourceDelayed)
        {
            return new(state.Flow, PlanAction.Skip, state, state.Reasons);
        }

        return obstacle is null
            ? new(state.Flow, PlanAction.Run, state, state.Reasons)
            : new(state.Flow, PlanAction.Blocked, state, [new(ReasonCode.UpstreamNotReady, state.Flow, "upstream is not ready and not part of the plan, or cannot run", obstacle)]);
    }

    private static StatusReason? NotReady(FlowState state, bool acceptDelayed) =>
        FlowStatusRules.CountsAsReady(state.Status, acceptDelayed) ? null
        : state.Reasons.Count > 0 ? state.Reasons[0]
        : new(ReasonCode.UpstreamNotReady, state.Flow, $"is {state.Status}");

    private static StatusReason? Obstacle(ReadOnlySpan<LineageEdge> upstream, LineageGraph graph, StatusReason?[] obstacles)
    {
        foreach (var edge in upstream)
        {
            if (edge.CarriesData && !edge.CarriesModel && obstacles[graph.NumberOf(edge.Upstream)] is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }
}
