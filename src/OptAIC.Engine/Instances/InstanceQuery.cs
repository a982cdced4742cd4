using System.IO.Enumeration;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Selectors;

namespace OptAIC.Engine.Instances;

/// <summary>Selects instances, and flows by their instances, by filter.</summary>
internal static class InstanceQuery
{
    /// <summary>The instances, oldest first. One is selected with any of its flows.</summary>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public static IReadOnlyList<InstanceRow> Select(WorkspaceSnapshot snapshot, FlowStates states, InstanceFilter filter)
    {
        var chosen = Chosen(snapshot, states, filter);
        return
        [
            .. snapshot.Instances.Where(i =>
                KeysOf(i).Any(chosen.Contains)
                && (filter.Type is null || i.Type == filter.Type)
                && (filter.Tag is null || i.Tags.Any(t => FileSystemName.MatchesSimpleExpression(filter.Tag, t)))
                && (filter.Status is null || snapshot.StatusOf(i, states) == filter.Status)),
        ];
    }

    /// <summary>The flows of these instances; of an instance that a selector chose by some of its flows only those.</summary>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public static IReadOnlySet<FlowKey> Flows(WorkspaceSnapshot snapshot, FlowStates states, InstanceFilter filter)
    {
        var chosen = Chosen(snapshot, states, filter);
        return Select(snapshot, states, filter).SelectMany(i => i.Flows).Select(f => f.Key).Where(chosen.Contains).ToHashSet();
    }

    /// <summary>Whether a text is a pattern or a selector, which may mean several instances or none.</summary>
    public static bool MeansSeveral(string text) => text.AsSpan().ContainsAny('*', '?') || Selector.IsMoreThanName(text);

    private static HashSet<FlowKey> Chosen(WorkspaceSnapshot snapshot, FlowStates states, InstanceFilter filter)
    {
        var flows = new Lazy<IReadOnlyCollection<SelectableFlow>>(() => Selectable(snapshot, states));
        var chosen = filter.Names.Count == 0 ? snapshot.Instances.SelectMany(KeysOf).ToHashSet() : Meant(snapshot, flows, filter.Names);
        chosen.ExceptWith(Meant(snapshot, flows, filter.Exclude));
        return chosen;
    }

    private static HashSet<FlowKey> Meant(WorkspaceSnapshot snapshot, Lazy<IReadOnlyCollection<SelectableFlow>> flows, IReadOnlyList<string> texts)
    {
        var (meant, patterns) = (new HashSet<FlowKey>(), new List<string>());
        foreach (var text in texts)
        {
            if (Selector.IsMoreThanName(text))
            {
                meant.UnionWith(FlowTargets.Select(snapshot, flows.Value, text));
            }
            else if (text.AsSpan().ContainsAny('*', '?'))
            {
                patterns.Add(text);
            }
            else
            {
                var (instance, flow) = FlowTargets.Named(snapshot, text);
                meant.UnionWith(flow is { } one ? [one] : KeysOf(instance));
            }
        }

        if (patterns.Count > 0)
        {
            meant.UnionWith(snapshot.Instances.Where(i => patterns.Exists(p => FileSystemName.MatchesSimpleExpression(p, i.Name))).SelectMany(KeysOf));
            meant.UnionWith(patterns.SelectMany(p => FlowsNamed(snapshot, p)));
        }

        return meant;
    }

    // *.training: where no instance is called like this.
    private static IEnumerable<FlowKey> FlowsNamed(WorkspaceSnapshot snapshot, string pattern) =>
        FlowName.TrySplit(pattern, out var name, out var flow) && !snapshot.Instances.Any(i => FileSystemName.MatchesSimpleExpression(pattern, i.Name))
            ? snapshot.Instances.Where(i => FileSystemName.MatchesSimpleExpression(name, i.Name)).SelectMany(i => i.Flows).Select(f => f.Key).Where(k => k.Flow == flow)
            : [];

    // A part of datasets has no flows. It stands for itself by a key that the lineage does not know.
    private static IEnumerable<FlowKey> KeysOf(InstanceRow instance) =>
        instance.Flows.Count == 0 ? [new FlowKey(instance.Id, FlowKind.Refresh)] : instance.Flows.Select(f => f.Key);

    private static SelectableFlow[] Selectable(WorkspaceSnapshot snapshot, FlowStates states) =>
    [
        .. snapshot.Selectable(states),
        .. snapshot.Instances.Where(i => i.Flows.Count == 0).Select(i => new SelectableFlow(KeysOf(i).First(), i.Name, i.Type, snapshot.StatusOf(i, states), i.Tags) { Stage = i.Stage }),
    ];
}
