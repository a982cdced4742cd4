using System.IO.Enumeration;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Freshness;

namespace OptAIC.Engine.Instances;

/// <summary>Selects instances by filter.</summary>
internal static class InstanceQuery
{
    /// <summary>The instances, oldest first.</summary>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public static IReadOnlyList<InstanceRow> Select(WorkspaceSnapshot snapshot, FlowStates states, InstanceFilter filter)
    {
        var patterns = filter.Names.Where(HasWildcard).ToList();
        var literals = filter.Names.Where(n => !HasWildcard(n)).Select(n => InstanceLookup.Find(snapshot, n).Id).ToHashSet();
        return
        [
            .. snapshot.Instances.Where(i =>
                (filter.Names.Count == 0 || literals.Contains(i.Id) || patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, i.Name)))
                && (filter.Type is null || i.Type == filter.Type)
                && (filter.Tag is null || i.Tags.Any(t => FileSystemName.MatchesSimpleExpression(filter.Tag, t)))
                && (filter.Status is null || snapshot.StatusOf(i, states) == filter.Status)),
        ];
    }

    private static bool HasWildcard(string name) => name.AsSpan().ContainsAny('*', '?');
}
