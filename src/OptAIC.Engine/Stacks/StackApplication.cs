using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Engine.Yaml;
using OptAIC.Errors;
using OptAIC.Lineage;
using OptAIC.Naming;

namespace OptAIC.Engine.Stacks;

/// <summary>
/// Makes a workspace what a manifest says, instance by instance, each made or changed as a whole. An instance waits for those of the stack
/// that it names, so the order in the manifest does not matter. Applied again, it goes on where it was interrupted.
/// </summary>
/// <param name="workspace">The workspace, or a shadow of it.</param>
/// <param name="manifest">The stack.</param>
/// <param name="step">Told each step when it is done.</param>
internal sealed class StackApplication(WorkspaceContext workspace, StackManifest manifest, Action<OptStackStep> step)
{
    private readonly List<OptIssue> _problems = [];
    private readonly HashSet<ExitCode> _codes = [];

    // The workspace as it is known, with what was made since: reading it anew for each of many instances would take ever longer.
    private (WorkspaceSnapshot Snapshot, long Version)? _known;

    /// <summary>What stood in the way; nothing when everything was done.</summary>
    public IReadOnlyList<OptIssue> Problems => _problems;

    /// <summary>The exit code of all problems where they have the same, else that of a request that is wrong.</summary>
    public ExitCode ExitCode => _codes.Count == 1 ? _codes.First() : ExitCode.Usage;

    /// <summary>Registers the definitions of the manifest, makes and changes its instances. Instances wait for definitions without a problem.</summary>
    /// <param name="cancellation">Ends it between two steps.</param>
    public void Apply(CancellationToken cancellation)
    {
        foreach (var definition in manifest.Definitions)
        {
            cancellation.ThrowIfCancellationRequested();
            Register(definition);
        }

        if (_problems.Count > 0)
        {
            return;
        }

        var pending = manifest.Instances.ToList();
        while (pending.Count > 0)
        {
            var waiting = Round(pending, cancellation);

            if (waiting.Count == pending.Count)
            {
                AddStuck(waiting);
                return;
            }

            pending = [.. waiting.Keys];
        }
    }

    /// <summary>Removes what the stack made and the manifest no longer has, whatever depends on it first.</summary>
    /// <param name="cancellation">Ends it between two instances.</param>
    public void Prune(CancellationToken cancellation)
    {
        var named = manifest.Instances.Select(i => i.Name).ToHashSet(InstanceName.Comparer);
        var doomed = workspace.Registry.Instances().Where(i => !named.Contains(i.Name) && Owner(i) == manifest.Name).ToList();
        while (doomed.Count > 0)
        {
            var left = doomed.Where(i => !TryRemove(i, doomed, cancellation)).ToList();
            if (left.Count == doomed.Count)
            {
                return;
            }

            doomed = left;
        }
    }

    // One look at each, and before it at those that it waits for, however long the chain. What is left waits for something that did not come.
    private Dictionary<StackInstance, OptException> Round(List<StackInstance> pending, CancellationToken cancellation)
    {
        var waiting = new Dictionary<StackInstance, OptException>();
        var left = pending.ToHashSet();
        var names = new StackNames(pending);
        var (chain, inChain) = (new Stack<StackInstance>(), new HashSet<StackInstance>());
        foreach (var instance in pending)
        {
            chain.Push(instance);
            inChain.Add(instance);
            while (chain.TryPeek(out var next))
            {
                cancellation.ThrowIfCancellationRequested();
                var reason = left.Contains(next) ? Apply(next, names, cancellation) : null;
                if (reason is InstanceNotFoundException missing && names.Meant(missing.Reference) is { } first && left.Contains(first) && inChain.Add(first))
                {
                    chain.Push(first);
                    continue;
                }

                chain.Pop();
                inChain.Remove(next);
                left.Remove(next);
                if (reason is not null)
                {
                    waiting.Add(next, reason);
                }
            }
        }

        // In the order of the manifest, in which people read of them.
        return pending.Where(waiting.ContainsKey).ToDictionary(i => i, i => waiting[i]);
    }

    private WorkspaceSnapshot Snapshot()
    {
        var version = workspace.Registry.OthersVersion();
        if (_known is not { } known || known.Version != version)
        {
            _known = known = (new WorkspaceSnapshot(workspace), version);
        }

        return known.Snapshot;
    }

    // Why it has to wait; null when it is done, or has a problem.
    private OptException? Apply(StackInstance instance, StackNames pending, CancellationToken cancellation)
    {
        try
        {
            var snapshot = Snapshot();
            if (snapshot.Find(instance.Name) is { } row)
            {
                Change(instance, row, cancellation);
            }
            else
            {
                Create(instance, snapshot);
            }

            return null;
        }
        catch (InstanceNotFoundException missing) when (pending.Meant(missing.Reference) is { } other && other != instance)
        {
            return missing;
        }
        catch (LineageCycleException cycle) when (pending.Count > 1)
        {
            // Another change of the stack may take an edge of it away.
            return cycle;
        }
        catch (OptException problem)
        {
            Add(instance.Spec, instance.Name, problem);
            return null;
        }
    }

    private void Register(StackDefinition definition)
    {
        try
        {
            var (registered, already) = new DefinitionFacade(workspace).Register(definition.Path);
            step(new OptStackStep
            {
                Stack = manifest.Name,
                Definition = $"{registered.Name}@{registered.Version}",
                Action = already ? StackAction.Unchanged : StackAction.Register,
                Outcome = already ? null : "done",
            });
        }
        catch (DefinitionVersionExistsException other)
        {
            // Its issues name what was registered; here it is the manifest that says what cannot be.
            _codes.Add(other.ExitCode);
            _problems.Add(definition.Named.Issue(other.ErrorId, $"{other.Message}; {other.Hint}"));
        }
        catch (OptException problem)
        {
            Add(definition.Named, null, problem);
        }
    }

    private void Create(StackInstance instance, WorkspaceSnapshot snapshot)
    {
        var draft = new InstanceDrafting(workspace, snapshot).Draft(SpecOf(instance), Path.GetDirectoryName(instance.Spec.Position.File));
        CreationContracts.Warn(workspace, draft);
        snapshot.Add(InstanceWriter.Publish(workspace, draft.Document with { Stack = manifest.Name }, draft.Parts));
        Done(instance.Name, StackAction.Create, []);
    }

    private void Change(StackInstance instance, InstanceRow row, CancellationToken cancellation)
    {
        if (Owner(row) is { } owner && owner != manifest.Name)
        {
            _codes.Add(ExitCode.Usage);
            _problems.Add(instance.Spec.Issue("other_stack", $"{row.Name} belongs to the stack '{owner}'"));
            return;
        }

        _known = null;
        var change = new InstanceChanges(workspace).Apply(
            row.Id.ToString("D"),
            "instance.changed",
            whatIf: false,
            (snapshot, present) => Revise(instance, snapshot, PresentInstance.Read(workspace, present)),
            cancellation);
        Done(row.Name, change.Changed ? StackAction.Change : StackAction.Unchanged, change.Differences);
    }

    private InstanceRevision Revise(StackInstance instance, WorkspaceSnapshot snapshot, PresentInstance present)
    {
        var revision = InstanceRevision.Of(workspace, snapshot, present, SpecOf(instance), Path.GetDirectoryName(instance.Spec.Position.File));
        // Data are neither moved nor dropped by a manifest: another store for data that are there is refused, as without the options of a change.
        return revision with { After = revision.After with { Swap = new StoreSwapping(workspace, snapshot).Of(present, revision.After, new InstanceRequest()) } };
    }

    private bool TryRemove(InstanceRow instance, List<InstanceRow> doomed, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            InstanceRemoval.Remove(workspace, new WorkspaceSnapshot(workspace), instance, force: false, cancellation);
            Done(instance.Name, StackAction.Remove, []);
            return true;
        }
        catch (HasDownstreamException needed) when (needed.Downstream.All(n => doomed.Any(d => InstanceName.Comparer.Equals(d.Name, n))))
        {
            return false;
        }
        catch (OptException problem)
        {
            _codes.Add(problem.ExitCode);
            _problems.Add(new DocumentPosition(instance.Name).Issue(problem.ErrorId, problem.Message));
            return true;
        }
    }

    // Those that wait for one another in a circle are named; those that wait for one that has a problem of its own are not.
    private void AddStuck(Dictionary<StackInstance, OptException> waiting)
    {
        foreach (var (instance, reason) in waiting.Where(w => w.Value is LineageCycleException))
        {
            Add(instance.Spec, instance.Name, reason);
        }

        var names = new StackNames(waiting.Keys);
        var next = waiting.Where(w => w.Value is InstanceNotFoundException).ToDictionary(w => w.Key, w => names.Meant(((InstanceNotFoundException)w.Value).Reference));
        var path = new List<StackInstance>();
        for (var at = next.Keys.FirstOrDefault(); at is not null; at = next.GetValueOrDefault(at))
        {
            if (path.IndexOf(at) is >= 0 and var start)
            {
                var circle = path.Skip(start).Append(at).Select(i => i.Name);
                _codes.Add(ExitCode.Usage);
                _problems.Add(at.Spec.Issue("cycle", $"instances of the stack wait for one another: {string.Join(" → ", circle)}"));
                return;
            }

            path.Add(at);
        }
    }

    private void Add(DocumentNode at, string? name, OptException problem)
    {
        _codes.Add(problem.ExitCode);
        if (problem.Issues.Count > 0)
        {
            _problems.AddRange(problem.Issues.Select(i => i.File is null ? i with { File = at.Position.File, Line = at.Position.Line, Column = at.Position.Column } : i));
        }
        else
        {
            _problems.Add(at.Issue(problem.ErrorId, name is null ? problem.Message : $"{name}: {problem.Message}"));
        }
    }

    private DocumentMapping SpecOf(StackInstance instance) => manifest.Defaults.Complete(instance.Spec, spec => SpecTypes.Of(spec, workspace.Definitions));

    private void Done(string instance, StackAction action, IReadOnlyList<OptInstanceDifference> differences) =>
        step(new OptStackStep { Stack = manifest.Name, Instance = instance, Action = action, Differences = differences, Outcome = action == StackAction.Unchanged ? null : "done" });

    private string? Owner(InstanceRow row) => InstanceFolder.Document(workspace.PathsOf(row.Directory)).Stack;
}
