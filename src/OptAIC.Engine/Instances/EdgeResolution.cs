using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Workspaces;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Engine.Instances;

/// <summary>Finds the upstreams of a new instance: those that the spec names, those that its config names, and those that come with an optimiser.</summary>
internal sealed class EdgeResolution(WorkspaceContext workspace, WorkspaceSnapshot snapshot, Guid id, string name, InstanceType type, IReadOnlyList<PairedFlow> flows)
{
    private readonly List<UpstreamReference> _edges = [];

    /// <summary>All edges that end at the instance's flows.</summary>
    /// <exception cref="InstanceNotFoundException">An upstream does not exist.</exception>
    /// <exception cref="LineageCycleException">The instance names itself.</exception>
    /// <exception cref="IncompatibleUpstreamException">A definition's rules do not allow an upstream.</exception>
    public IReadOnlyList<UpstreamReference> Resolve(InstanceSpec spec, IReadOnlyList<ResolvedPart> parts)
    {
        foreach (var upstream in spec.Upstreams)
        {
            Add(upstream.Resource, upstream.Flow, upstream.Role, upstream.Kind ?? KindOf(upstream.Role, parts), upstream.Downstream);
        }

        foreach (var part in parts)
        {
            foreach (var reference in part.References)
            {
                Add(reference.Value, null, reference.Role, KindOf(reference.Role, parts), null);
            }
        }

        foreach (var reference in spec.Backtest?.Instances ?? [])
        {
            AddToBacktest(reference.Value, reference.Role);
        }

        // A part that is an instance of its own has no flows; the datasets that share it have its upstreams.
        if (flows.Count > 0)
        {
            UpstreamRules.Check(
                name,
                type,
                [.. parts.Select(p => p.Definition).OfType<Definition>()],
                [.. _edges.Where(e => e.Kind != EdgeKind.Uses).Select(e => (e.Role, snapshot.Find(e.Resource)!))],
                upstream => InstanceDefinitions.Of(workspace, upstream),
                upstream => DeliveredColumns.Of(workspace, upstream));
        }

        AddWithin();
        return [.. _edges.Distinct()];
    }

    // Within a model: its version goes from training to those that use it, its predictions to the monitoring.
    private void AddWithin()
    {
        foreach (var (from, role, to) in ((FlowKind, string, FlowKind)[])[
            (FlowKind.Training, "model", FlowKind.Inference), (FlowKind.Training, "model", FlowKind.Monitoring), (FlowKind.Inference, "predictions", FlowKind.Monitoring)])
        {
            if (flows.Any(f => f.Flow == from) && flows.Any(f => f.Flow == to))
            {
                _edges.Add(new UpstreamReference(id, from, role, EdgeKind.DataDependency, to));
            }
        }
    }

    private void AddToBacktest(string reference, string role)
    {
        switch (role)
        {
            case "optimizer":
                var optimizer = Find(reference);
                if (InstanceDefinitions.Of(workspace, optimizer).Select(d => OptimizerUse.Problem(name, optimizer.Name, d)).OfType<string>().ToList() is { Count: > 0 } problems)
                {
                    throw new IncompatibleUpstreamException(name, problems);
                }

                Add(reference, null, role, EdgeKind.Uses, null);
                // What the optimiser reads, the backtest reads through it.
                foreach (var edge in optimizer.Upstream.Where(e => e.CarriesData))
                {
                    _edges.Add(new UpstreamReference(edge.Upstream.Instance, edge.Upstream.Flow, $"optimizer_{edge.Role}", edge.Kind, FlowKind.Backtest));
                }

                break;
            case "signal" or "secondary_signal":
                Add(reference, null, role, EdgeKind.SignalDependency, null);
                break;
            default:
                Add(reference, null, role, EdgeKind.DataDependency, null);
                break;
        }
    }

    private void Add(string reference, FlowKind? flow, string role, EdgeKind kind, FlowKind? downstream)
    {
        if (flow is null && snapshot.Find(reference) is null && FlowName.TrySplit(reference, out var instanceName, out var named))
        {
            (reference, flow) = (instanceName, named);
        }

        var upstream = Find(reference);
        var upstreamFlow = flow ?? FlowPairing.DefaultFlow(upstream.Flows.Select(f => f.Key.Flow)) ?? throw new Execution.FlowNotFoundException(upstream.Name, null, upstream.Flows.Select(f => f.Key.Flow));
        if (upstream.Flows.All(f => f.Key.Flow != upstreamFlow))
        {
            throw new Execution.FlowNotFoundException(upstream.Name, upstreamFlow, upstream.Flows.Select(f => f.Key.Flow));
        }

        foreach (var paired in flows.Where(f => downstream is null || f.Flow == downstream))
        {
            _edges.Add(new UpstreamReference(upstream.Id, upstreamFlow, role, kind, paired.Flow));
        }
    }

    private InstanceRow Find(string reference)
    {
        if (InstanceName.Comparer.Equals(reference, name))
        {
            var self = new FlowKey(id, flows[0].Flow);
            throw new LineageCycleException([self, self], _ => $"{name}.{SnakeCase.Of(self.Flow)}");
        }

        return InstanceLookup.Find(snapshot, reference);
    }

    private static EdgeKind KindOf(string role, IReadOnlyList<ResolvedPart> parts) =>
        parts.SelectMany(p => p.Definition?.LineageContracts ?? []).FirstOrDefault(c => c.Role == role)?.Kind ?? EdgeKind.DataDependency;
}
