using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Instances;

/// <summary>Checks the edges of an instance that exists and is to be changed.</summary>
internal static class ChangedEdges
{
    /// <summary>Checks that every upstream is there and that no cycle comes about.</summary>
    /// <exception cref="InstanceNotFoundException">An upstream or a shared part does not exist.</exception>
    /// <exception cref="Execution.FlowNotFoundException">An upstream has no such flow.</exception>
    /// <exception cref="LineageCycleException">There would be a cycle; its path is named.</exception>
    public static void Check(WorkspaceSnapshot snapshot, InstanceDocument changed)
    {
        foreach (var shared in changed.Parts.Where(p => p.Shared))
        {
            _ = snapshot.Find(shared.Instance) ?? throw new InstanceNotFoundException(shared.Instance.ToString("D"));
        }

        foreach (var edge in changed.UpstreamRefs.Where(e => e.Resource != changed.Id))
        {
            var upstream = snapshot.Find(edge.Resource) ?? throw new InstanceNotFoundException(edge.Resource.ToString("D"));
            if (upstream.Flows.All(f => f.Key.Flow != edge.Flow))
            {
                throw new Execution.FlowNotFoundException(upstream.Name, edge.Flow, upstream.Flows.Select(f => f.Key.Flow));
            }
        }

        LineageGraph.Create(
            [.. snapshot.Instances.Where(i => i.Id != changed.Id).SelectMany(i => i.Flows).Select(f => f.Key), .. changed.Flows.Select(f => new FlowKey(changed.Id, f.Flow))],
            [
                .. snapshot.Instances.Where(i => i.Id != changed.Id).SelectMany(i => i.Upstream),
                .. changed.UpstreamRefs.Select(e => new LineageEdge(new FlowKey(e.Resource, e.Flow), new FlowKey(changed.Id, e.Downstream), e.Kind, e.Role)),
            ],
            snapshot.NameOf);
    }
}
