using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Selectors;

namespace OptAIC.Engine.Execution;

/// <summary>Finds the flows that a request means.</summary>
internal static class FlowTargets
{
    /// <summary>The flow that a target means.</summary>
    public static FlowKey Resolve(WorkspaceSnapshot snapshot, FlowTarget target)
    {
        var (name, flow) = (target.Instance, target.Flow);
        if (flow is null && InstanceLookup.TryFind(snapshot, name) is null && FlowName.TrySplit(name, out var instanceName, out var named))
        {
            (name, flow) = (instanceName, named);
        }

        var instance = InstanceLookup.Find(snapshot, name);
        var kind = flow ?? FlowPairing.DefaultFlow(instance.Flows.Select(f => f.Key.Flow)) ?? throw new FlowNotFoundException(instance.Name, null, instance.Flows.Select(f => f.Key.Flow));
        return instance.Flows.Any(f => f.Key.Flow == kind)
            ? new FlowKey(instance.Id, kind)
            : throw new FlowNotFoundException(instance.Name, kind, instance.Flows.Select(f => f.Key.Flow));
    }

    /// <summary>
    /// Every flow that some texts mean, each once: names in their order, patterns and selectors in lineage order. A name means the instance's default
    /// flow, as <see cref="Resolve"/> does; a pattern or a selector means every flow of what it selects.
    /// </summary>
    /// <param name="snapshot">The workspace.</param>
    /// <param name="states">Statuses, for those who select by them.</param>
    /// <param name="targets">Instances, flows, patterns, selectors.</param>
    /// <param name="exclude">Names, patterns and selectors of what is left out.</param>
    public static IReadOnlyList<FlowKey> Meant(WorkspaceSnapshot snapshot, Lazy<FlowStates> states, IReadOnlyList<FlowTarget> targets, IReadOnlyList<string> exclude)
    {
        var excluded = exclude.Count == 0 ? new HashSet<FlowKey>() : InstanceQuery.Flows(snapshot, states.Value, new InstanceFilter { Names = exclude });
        return [.. targets.SelectMany(t => Meant(snapshot, states, t)).Distinct().Where(k => !excluded.Contains(k))];
    }

    /// <summary>A request whose targets are flows: patterns and selectors among them are replaced by what they mean now, and what is excluded is gone.</summary>
    public static FlowRunRequest Spelled(WorkspaceSnapshot snapshot, Lazy<FlowStates> states, FlowRunRequest request) =>
        request.Targets.Count == 0 || (request.Exclude.Count == 0 && !request.Targets.Any(t => InstanceQuery.MeansSeveral(t.Instance)))
            ? request
            : request with { Targets = [.. Meant(snapshot, states, request.Targets, request.Exclude).Select(k => new FlowTarget(k.Instance.ToString("D"), k.Flow))] };

    private static IEnumerable<FlowKey> Meant(WorkspaceSnapshot snapshot, Lazy<FlowStates> states, FlowTarget target)
    {
        if (!InstanceQuery.MeansSeveral(target.Instance))
        {
            return [Resolve(snapshot, target)];
        }

        var chosen = InstanceQuery.Flows(snapshot, states.Value, new InstanceFilter { Names = [target.Instance] });
        return snapshot.Graph.Flows.Where(k => chosen.Contains(k) && (target.Flow is null || k.Flow == target.Flow));
    }

    /// <summary>Every flow that a request is about.</summary>
    public static FlowSet Select(WorkspaceSnapshot snapshot, FlowStates states, FlowRunRequest request)
    {
        var selected = new FlowSet(snapshot.Graph);
        var flows = new Lazy<IReadOnlyCollection<SelectableFlow>>(() => snapshot.Selectable(states));
        foreach (var selector in request.Selectors)
        {
            selected.UnionWith(Select(snapshot, flows.Value, selector));
        }

        var targets = request.Targets.Select(t => Resolve(snapshot, t)).ToList();
        selected.UnionWith(targets);
        if (request.Recursive)
        {
            selected.UnionWith(snapshot.Graph.Upstream(targets));
        }

        if (request.Downstream)
        {
            selected.UnionWith(snapshot.Graph.Downstream(targets));
        }

        foreach (var selector in request.Exclude)
        {
            selected.ExceptWith(FlowSet.Of(snapshot.Graph, Select(snapshot, flows.Value, selector)));
        }

        return selected;
    }

    /// <summary>The flows that a name means: all of an instance, or of <c>name.flow</c> that one.</summary>
    /// <exception cref="InstanceNotFoundException">There is no such instance.</exception>
    /// <exception cref="FlowNotFoundException">It has no such flow.</exception>
    public static (InstanceRow Instance, FlowKey? Flow) Named(WorkspaceSnapshot snapshot, string name) =>
        InstanceLookup.TryFind(snapshot, name) is null && FlowName.TrySplit(name, out _, out _) && Resolve(snapshot, new FlowTarget(name)) is var flow
            ? (snapshot.InstanceOf(flow), flow)
            : (InstanceLookup.Find(snapshot, name), null);

    /// <summary>The flows that a selector means; a name that it spells out has to exist.</summary>
    public static IReadOnlySet<FlowKey> Select(WorkspaceSnapshot snapshot, IReadOnlyCollection<SelectableFlow> flows, string selector)
    {
        var parsed = Selector.Parse(selector);
        foreach (var name in parsed.LiteralNames)
        {
            Named(snapshot, name);
        }

        return parsed.Select(flows, snapshot.Graph);
    }
}

/// <summary>An instance has no such flow.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="flow">The flow that was asked for, if one was.</param>
/// <param name="flows">The flows that it has.</param>
public sealed class FlowNotFoundException(string instance, FlowKind? flow, IEnumerable<FlowKind> flows)
    : OptException(
        "FlowNotFound",
        ExitCode.NotFound,
        flow is { } kind ? $"{instance} has no flow '{SnakeCase.Of(kind)}'" : $"{instance} has no single flow that could be meant",
        flows.Select(SnakeCase.Of).ToList() is { Count: > 0 } names ? $"it has {string.Join(", ", names)}" : "it is a part of datasets and has no flows of its own")
{
    /// <summary>Name of the instance.</summary>
    public string Instance { get; } = instance;
}
