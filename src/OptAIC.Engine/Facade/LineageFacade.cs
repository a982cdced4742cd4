using OptAIC.Engine.Execution;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Lineage of a workspace's flows.</summary>
public sealed class LineageFacade
{
    private readonly WorkspaceContext _workspace;

    internal LineageFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>A part of the graph, with statuses.</summary>
    /// <param name="selector">The flows to start from; all when left out.</param>
    /// <param name="upDepth">How many edges to go up from them; <c>null</c> is all.</param>
    /// <param name="downDepth">How many edges to go down; <c>null</c> is all.</param>
    public OptLineage Get(string? selector = null, int? upDepth = 0, int? downDepth = 0)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var states = snapshot.States(new EvaluationTime(_workspace.Time.GetUtcNow()));
        var selected = Select(snapshot, states, selector, upDepth, downDepth);
        return new OptLineage
        {
            Nodes = [.. states.All.Where(s => selected.Contains(s.Flow)).Select(s => FlowObjects.Flow(snapshot, s))],
            Edges =
            [
                .. snapshot.Graph.Edges.Where(e => selected.Contains(e.Upstream) && selected.Contains(e.Downstream)).Select(e => new OptLineageEdge
                {
                    Upstream = snapshot.InstanceOf(e.Upstream).Name,
                    UpstreamFlow = e.Upstream.Flow,
                    Downstream = snapshot.InstanceOf(e.Downstream).Name,
                    DownstreamFlow = e.Downstream.Flow,
                    Kind = e.Kind,
                    Role = e.Role,
                }),
            ],
            ExecutionOrder = [.. snapshot.Graph.ExecutionOrder(selected).Select(batch => (IReadOnlyList<string>)[.. batch.Select(snapshot.NameOf)])],
        };
    }

    private static HashSet<FlowKey> Select(WorkspaceSnapshot snapshot, FlowStates states, string? selector, int? upDepth, int? downDepth)
    {
        if (selector is null)
        {
            return snapshot.Graph.Flows.ToHashSet();
        }

        var starts = FlowTargets.Select(snapshot, FlowTargets.SelectableFlows(snapshot, states), selector);
        var selected = new HashSet<FlowKey>(starts);
        if (upDepth is null or > 0)
        {
            selected.UnionWith(snapshot.Graph.Upstream([.. starts], upDepth));
        }

        if (downDepth is null or > 0)
        {
            selected.UnionWith(snapshot.Graph.Downstream([.. starts], downDepth));
        }

        return selected;
    }
}
