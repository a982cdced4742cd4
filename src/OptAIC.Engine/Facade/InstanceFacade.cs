using System.Text;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Contracts;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Instances of a workspace.</summary>
public sealed partial class InstanceFacade
{
    private readonly WorkspaceContext _workspace;

    internal InstanceFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Makes an instance with its flows, or with <paramref name="whatIf"/> only checks and shows it.</summary>
    /// <param name="request">The instance.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <exception cref="Specs.InvalidSpecException">The spec or a config breaks rules; all are listed.</exception>
    /// <exception cref="DefinitionNotFoundException">A definition or version does not exist.</exception>
    /// <exception cref="InstanceNotFoundException">An upstream does not exist.</exception>
    /// <param name="cancellation">Ends the fetching of a backpack's data.</param>
    /// <exception cref="NameTakenException">The name is in use.</exception>
    public OptInstance Create(InstanceRequest request, bool whatIf = false, CancellationToken cancellation = default)
    {
        if (request.Backpack is not null)
        {
            return new BackpackInstances(_workspace, this).Create(request, whatIf, cancellation);
        }

        var snapshot = new WorkspaceSnapshot(_workspace);
        var draft = new InstanceDrafting(_workspace, snapshot).Draft(request);
        draft = draft with { Document = draft.Document with { Backpack = request.Origin } };
        if (snapshot.Find(draft.Document.Name) is not null)
        {
            throw new NameTakenException(draft.Document.Name);
        }

        CreationContracts.Warn(_workspace, draft);
        if (whatIf)
        {
            return Preview(snapshot, draft);
        }

        InstanceWriter.Publish(_workspace, draft.Document, draft.Parts);
        return Get(draft.Document.Id.ToString("D"));
    }

    /// <summary>The instance of a backpack: the one that is there under the name, moved to what the folder holds now, or a new one. Its data are left to its runs.</summary>
    /// <param name="request">The backpack, and what the instance is to be besides.</param>
    /// <param name="cancellation">Ends the waiting for its guards.</param>
    /// <exception cref="InvalidDefinitionException">Files of the backpack break rules; all are listed, and nothing is made.</exception>
    /// <exception cref="NameTakenException">The name is that of an instance of something else.</exception>
    public BackpackInstance OfBackpack(InstanceRequest request, CancellationToken cancellation = default) => new BackpackInstances(_workspace, this).CreateOrMove(request, cancellation);

    /// <summary>Changes an instance: a spec file says all that it is to be, options say what changes. Nothing to change is fine, and writes nothing.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="request">What it is to be; checked as for a new instance.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for its guards.</param>
    /// <exception cref="InstanceNotFoundException">There is no such instance, or no such upstream.</exception>
    /// <exception cref="Specs.InvalidSpecException">The spec or a config breaks rules; all are listed.</exception>
    /// <exception cref="Lineage.LineageCycleException">An upstream would close a cycle.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public OptInstanceChange Set(string reference, InstanceRequest request, bool whatIf = false, CancellationToken cancellation = default) =>
        new InstanceChanges(_workspace).Apply(
            reference, "instance.changed", whatIf, (snapshot, row) => InstanceRevision.Of(_workspace, snapshot, row, request), cancellation);

    /// <summary>Gives an instance another name. Id, directory, runs and whatever refers to it stay; nothing becomes stale.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="name">The new name. The one that it has is fine, and writes nothing.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for its guards.</param>
    /// <exception cref="InstanceNotFoundException">There is no such instance.</exception>
    /// <exception cref="Naming.IllegalNameException">The name breaks a rule.</exception>
    /// <exception cref="NameTakenException">Another instance has the name.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public OptInstanceChange Rename(string reference, string name, bool whatIf = false, CancellationToken cancellation = default) =>
        new InstanceChanges(_workspace).Apply(
            reference, "instance.renamed", whatIf, (snapshot, row) => InstanceRenaming.Of(_workspace, snapshot, row, name), cancellation);

    /// <summary>Makes a new instance with the spec of another one: its config, its upstreams, its versions. Its schedules are disabled, and it is a draft.</summary>
    /// <param name="reference">Name, id or path of the instance that is copied.</param>
    /// <param name="name">Name of the new one.</param>
    /// <param name="request">What of the spec is to be other, and whether the data go along.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for guards, and the copying.</param>
    /// <exception cref="InstanceNotFoundException">There is no such instance, or no such upstream.</exception>
    /// <exception cref="Specs.InvalidSpecException">The config breaks rules; all are listed.</exception>
    /// <exception cref="NameTakenException">The name is in use.</exception>
    /// <exception cref="Locks.FlowBusyException">Its data are wanted, and it is running.</exception>
    public OptInstance Copy(string reference, string name, CopyRequest? request = null, bool whatIf = false, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var copying = new InstanceCopying(_workspace, snapshot, InstanceLookup.Find(snapshot, reference), request ?? new CopyRequest());
        var draft = copying.Draft(name);
        if (whatIf)
        {
            return Preview(snapshot, draft);
        }

        copying.Write(draft, cancellation);
        return Get(draft.Document.Id.ToString("D"));
    }

    /// <summary>Moves an instance, and its inline parts, to other versions of their definitions. Its config is checked against the new schemas first.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="request">Which versions; the newest when left out.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the waiting for its guards.</param>
    /// <exception cref="DefinitionNotFoundException">There is no such version.</exception>
    /// <exception cref="NothingToUpdateException">The instance has no such part.</exception>
    /// <exception cref="Specs.InvalidSpecException">The config does not fit a new schema; every problem is listed.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public OptInstanceChange Update(string reference, UpdateRequest? request = null, bool whatIf = false, CancellationToken cancellation = default) =>
        new InstanceChanges(_workspace).Apply(
            reference, "instance.updated", whatIf, (snapshot, row) => new VersionUpdate(_workspace, snapshot, request ?? new UpdateRequest()).Of(row), cancellation);

    /// <summary>Instances, oldest first.</summary>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public IReadOnlyList<OptInstance> List(InstanceFilter? filter = null)
    {
        var directories = new InstanceDirectories(_workspace);
        var (snapshot, states) = Look();
        directories.WarnOfStrangers(snapshot.Instances.Select(i => i.Directory));
        filter ??= new InstanceFilter();
        var rows = InstanceQuery.Select(snapshot, states, filter);
        var instances = rows.Select(i => Object(snapshot, states, i, directories.ProblemOf(i.Directory, rows.Count)));
        return [.. filter.WithSize ? instances.Select(i => i with { Size = InstanceUsage.Of(i.Name, i.Id, snapshot.PathsOf(i.Id), CancellationToken.None).Total }) : instances];
    }

    /// <summary>One instance.</summary>
    /// <param name="reference">Name, id, or path of its directory.</param>
    /// <exception cref="InstanceNotFoundException">There is none.</exception>
    public OptInstance Get(string reference)
    {
        var (snapshot, states) = Look();
        var row = InstanceLookup.Find(snapshot, reference);
        return Object(snapshot, states, row, InstanceDirectories.ProblemOf(_workspace, row.Directory));
    }

    /// <summary>The document <c>instance.json</c> of an instance.</summary>
    public string Spec(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var paths = snapshot.PathsOf(InstanceLookup.Find(snapshot, reference).Id);
        InstanceFolder.Document(paths);
        return Encoding.UTF8.GetString(DurableFile.ReadShared(paths.Document));
    }

    /// <summary>The latest instance, or <c>null</c> when there are none.</summary>
    public OptInstance? Latest(LatestBy by = LatestBy.Created)
    {
        var (snapshot, states) = Look();
        var latest = by == LatestBy.Created
            ? snapshot.Instances.MaxBy(i => i.CreatedAt)
            : snapshot.Instances.Where(i => i.Flows.Any(f => f.LastRun is not null)).MaxBy(i => i.Flows.Max(f => f.LastRun?.EndedAt));
        return latest is null ? null : Object(snapshot, states, latest, problem: null);
    }

    /// <summary>The versions of a model, newest first.</summary>
    /// <param name="reference">Name, id or path of the instance.</param>
    /// <exception cref="NoModelInstanceException">The instance trains no model.</exception>
    public IReadOnlyList<OptModel> ModelsOf(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = InstanceLookup.Find(snapshot, reference);
        return row.Flows.Any(f => f.Key.Flow == FlowKind.Training)
            ? ModelVersions.Objects(snapshot.PathsOf(row.Id), row.Name, row.Id)
            : throw new NoModelInstanceException(row.Name, row.Type);
    }

    /// <summary>Promotes an instance: a dataset to a signal in place, to another stage, or a model to another of its versions; and back. With <paramref name="whatIf"/> only checks and shows it.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="request">What it is to become.</param>
    /// <param name="whatIf">Write nothing.</param>
    /// <param name="cancellation">Ends the checks, and the waiting for guards.</param>
    /// <exception cref="Contracts.PromotionRefusedException">Its status, its runs or its readers stand in the way.</exception>
    /// <exception cref="Contracts.ContractViolationException">A contract refuses.</exception>
    /// <exception cref="ModelNotFoundException">There is no such version of a model.</exception>
    /// <exception cref="Data.NotPublishedException">It has published nothing that could be judged.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public Task<OptPromotion> PublishAsync(string reference, PublishRequest request, bool whatIf = false, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        if (request.ModelVersion is not null)
        {
            return new ModelVersionPromotion(_workspace, snapshot, InstanceLookup.Find(snapshot, reference), request).PromoteAsync(whatIf, cancellation);
        }

        return new InstancePromotion(_workspace, snapshot, InstanceLookup.Find(snapshot, reference), request).PromoteAsync(whatIf, cancellation);
    }

    /// <summary>Removes an instance: its directory goes to the trash.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="force">Remove it although others depend on it.</param>
    /// <param name="cancellation">Ends the waiting for its guards.</param>
    /// <exception cref="HasDownstreamException">Others depend on it.</exception>
    /// <exception cref="Locks.FlowBusyException">It is running.</exception>
    public RemovedInstance Remove(string reference, bool force = false, CancellationToken cancellation = default)
    {
        var (snapshot, states) = Look();
        var instance = InstanceLookup.Find(snapshot, reference);
        // Afterwards there is nothing to read any more.
        var seen = Object(snapshot, states, instance, problem: null);
        seen = seen with { Config = [.. seen.Config], Settings = [.. seen.Settings] };
        return new RemovedInstance(seen, InstanceRemoval.Remove(_workspace, snapshot, instance, force, cancellation));
    }

    /// <summary>Stops every running flow of an instance and waits until they have ended. Stopping an idle instance succeeds.</summary>
    /// <param name="reference">Name, id or path.</param>
    /// <param name="patience">How long a runner is given before it is ended by force; 15 s when left out.</param>
    /// <param name="cancellation">Ends the waiting, not the stop.</param>
    public async Task<IReadOnlyList<StoppedFlow>> StopAsync(string reference, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var look = FlowLook.New(_workspace);
        var instance = InstanceLookup.Find(look.Snapshot, reference);
        return await Task.WhenAll(instance.Flows.Select(f => FlowStop.StopAsync(_workspace, look, f.Key, patience, cancellation))).ConfigureAwait(false);
    }

    /// <summary>The same for every instance that a filter selects.</summary>
    /// <param name="filter">Names, patterns, selectors.</param>
    /// <param name="patience">How long a runner is given before it is ended by force; 15 s when left out.</param>
    /// <param name="cancellation">Ends the waiting, not the stop.</param>
    /// <exception cref="InstanceNotFoundException">A name without wildcards does not exist.</exception>
    public async Task<IReadOnlyList<StoppedFlow>> StopAsync(InstanceFilter filter, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var look = FlowLook.New(_workspace);
        var flows = InstanceQuery.Select(look.Snapshot, look.States, filter).SelectMany(i => i.Flows);
        return await Task.WhenAll(flows.Select(f => FlowStop.StopAsync(_workspace, look, f.Key, patience, cancellation))).ConfigureAwait(false);
    }

    private (WorkspaceSnapshot Snapshot, FlowStates States) Look()
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return (snapshot, snapshot.States(new EvaluationTime(_workspace.Time.GetUtcNow())));
    }

    private OptInstance Object(WorkspaceSnapshot snapshot, FlowStates states, InstanceRow row, string? problem) =>
        FlowObjects.Instance(snapshot, row, states, VersionUpdate.IsAvailable(_workspace, row), problem);

    private OptInstance Preview(WorkspaceSnapshot snapshot, InstanceDraft draft)
    {
        var paths = _workspace.PathsOf(WorkspacePaths.DirectoryName(draft.Document.Name, draft.Document.CreatedAt));
        var row = InstanceFolder.Row(paths, draft.Document, []);
        return new OptInstance
        {
            Id = row.Id,
            Name = row.Name,
            Type = row.Type,
            Definition = row.Definition,
            Status = row.Flows.Count == 0 ? FlowStatus.Ready : FlowStatus.NotInitialized,
            Flows = [.. row.Flows.Select(f => new OptFlow { Id = f.Handle, Instance = row.Name, InstanceId = row.Id, Flow = f.Key.Flow, Status = FlowStatus.NotInitialized })],
            Config = InstanceConfig.Of(draft.Document, draft.Parts, id => snapshot.Find(id)?.Name),
            Settings = InstanceSettings.Of(draft.Document),
            Edges = FlowObjects.Edges(snapshot, row),
            Upstream = [.. row.Upstream.Where(e => e.Upstream.Instance != row.Id).Select(e => snapshot.Find(e.Upstream.Instance)!.Name).Distinct()],
            Tags = row.Tags,
            Generation = row.Generation,
            CreatedAt = row.CreatedAt,
            Path = paths.Directory,
        };
    }
}
