using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Facade;

/// <content>Changes of several instances at once: all are checked before the first is changed.</content>
public sealed partial class InstanceFacade
{
    /// <summary>Changes the spec of every instance that a filter selects, after all of them were checked.</summary>
    /// <param name="filter">Names, patterns, selectors.</param>
    /// <param name="request">What to change.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for guards.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    /// <exception cref="Specs.InvalidSpecException">Something is wrong with some of them; every problem is listed, and nothing is changed.</exception>
    public IReadOnlyList<OptInstanceChange> Set(InstanceFilter filter, InstanceRequest request, bool whatIf = false, CancellationToken cancellation = default) =>
        Change(Ids(filter), (id, preview) => Set(id, request, preview, cancellation), whatIf);

    /// <summary>Moves every instance that a filter selects to other versions of its definitions, after all of them were checked.</summary>
    /// <param name="filter">Names, patterns, selectors.</param>
    /// <param name="request">Which versions; the newest when left out.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for guards.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    /// <exception cref="Specs.InvalidSpecException">Some config does not fit a new schema; every problem is listed, and nothing is changed.</exception>
    public IReadOnlyList<OptInstanceChange> Update(InstanceFilter filter, UpdateRequest? request = null, bool whatIf = false, CancellationToken cancellation = default) =>
        Change(Ids(filter), (id, preview) => Update(id, request, preview, cancellation), whatIf);

    /// <summary>Updates every instance for which a newer version is there, after all of them were checked.</summary>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for guards.</param>
    /// <exception cref="Specs.InvalidSpecException">Some config does not fit a new schema; every problem of every instance is listed, and nothing is changed.</exception>
    public IReadOnlyList<OptInstanceChange> UpdateAll(bool whatIf = false, CancellationToken cancellation = default)
    {
        var outdated = new Queries.WorkspaceSnapshot(_workspace).Instances.Where(i => VersionUpdate.IsAvailable(_workspace, i)).Select(i => i.Id.ToString("D"));
        return Change([.. outdated], (id, preview) => Update(id, null, preview, cancellation), whatIf);
    }

    /// <summary>The instances that a filter selects, each after those that depend on it: the order in which they can be removed.</summary>
    /// <param name="filter">Names, patterns, selectors.</param>
    /// <param name="force">Although others depend on them.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    /// <exception cref="HasDownstreamException">Instances that are not selected depend on one that is.</exception>
    public IReadOnlyList<OptInstance> Removable(InstanceFilter filter, bool force = false)
    {
        var (snapshot, states) = Look();
        var chosen = InstanceQuery.Select(snapshot, states, filter);
        if (!force)
        {
            InstanceRemoval.Check(snapshot, chosen);
        }

        // Parts have no flows, and datasets share them.
        return
        [
            .. chosen.OrderByDescending(i => i.Flows.Count == 0 ? -1 : i.Flows.Max(f => snapshot.Graph.NumberOf(f.Key)))
                .Select(i => Object(snapshot, states, i, problem: null)),
        ];
    }

    /// <summary>Removes every instance that a filter selects, each after those that depend on it.</summary>
    /// <param name="filter">Names, patterns, selectors.</param>
    /// <param name="force">Although others depend on them.</param>
    /// <param name="cancellation">Ends the waiting for guards.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    /// <exception cref="HasDownstreamException">Instances that are not selected depend on one that is; nothing is removed.</exception>
    /// <exception cref="Locks.FlowBusyException">One is running; those before it are removed.</exception>
    public IReadOnlyList<RemovedInstance> Remove(InstanceFilter filter, bool force = false, CancellationToken cancellation = default) =>
        [.. Removable(filter, force).Select(i => Remove(i.Id.ToString("D"), force, cancellation))];

    private List<string> Ids(InstanceFilter filter)
    {
        var (snapshot, states) = Look();
        return [.. InstanceQuery.Select(snapshot, states, filter).Select(i => i.Id.ToString("D"))];
    }

    private static List<OptInstanceChange> Change(IReadOnlyList<string> instances, Func<string, bool, OptInstanceChange> change, bool whatIf)
    {
        var (changes, issues) = (new List<OptInstanceChange>(), new List<OptIssue>());
        foreach (var instance in instances)
        {
            try
            {
                changes.Add(change(instance, true));
            }
            catch (Specs.InvalidSpecException invalid)
            {
                issues.AddRange(invalid.Issues);
            }
        }

        return issues.Count > 0 ? throw new Specs.InvalidSpecException(issues)
            : whatIf ? changes
            : [.. changes.Select(c => c.Changed ? change(c.InstanceId.ToString("D"), false) : c)];
    }
}
