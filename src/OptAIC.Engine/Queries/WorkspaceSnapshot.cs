using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OptAIC.Aggregation;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Models;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Schedules;
using OptAIC.Engine.Sources;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Naming;
using OptAIC.Selectors;

namespace OptAIC.Engine.Queries;

/// <summary>All instances, flows and edges of a workspace as the registry had them at one moment.</summary>
internal sealed class WorkspaceSnapshot
{
    private readonly WorkspaceContext _workspace;
    private readonly Dictionary<Guid, InstanceRow> _byId;
    private readonly Lazy<Dictionary<string, InstanceRow>> _byName;
    private readonly List<InstanceRow> _instances;
    private readonly Dictionary<Guid, IReadOnlyList<string>?> _sharedSources = [];
    private readonly Lazy<ScheduledTimes> _schedules;
    private Dictionary<string, SourceAnswer>? _answers;

    public WorkspaceSnapshot(WorkspaceContext workspace)
    {
        _workspace = workspace;
        var rows = workspace.Registry.Instances();
        _byId = new Dictionary<Guid, InstanceRow>(rows.Count);
        foreach (var row in rows)
        {
            _byId.Add(row.Id, row);
        }

        _instances = [.. rows.Select(WithSharedParts)];
        foreach (var row in _instances.Where(i => i.Parts.Count > 0))
        {
            _byId[row.Id] = row;
        }

        _schedules = new(() => new ScheduledTimes(workspace));
        _byName = new(() => _instances.ToDictionary(i => i.Name, InstanceName.Comparer));
    }

    /// <summary>The workspace.</summary>
    public WorkspaceContext Workspace => _workspace;

    /// <summary>All instances, oldest first.</summary>
    public IReadOnlyList<InstanceRow> Instances => _instances;

    /// <summary>Schedules of flows; read when they are first asked for.</summary>
    public ScheduledTimes Schedules => _schedules.Value;

    /// <summary>Has servers asked for the versions of sources, where that is some time ago: before it is decided what runs.</summary>
    public WorkspaceSnapshot AskSources()
    {
        var urls = _instances.SelectMany(i => i.Flows).Where(f => f.LastCompleted is not null && DeclaredSources.HasUrl(f.Policy.Source))
            .SelectMany(f => f.Policy.Source.Where(WebSource.IsUrl)).ToHashSet(StringComparer.Ordinal);
        if (urls.Count > 0)
        {
            _answers = _workspace.Answers.Ask(urls);
        }

        return this;
    }

    public LineageGraph Graph => Numbered.Graph;

    // Made when it is first asked for: who makes an instance only looks up names.
    [AllowNull]
    private NumberedFlows Numbered
    {
        get => field ??= NumberedFlows.Of(_instances, NameOf);
        set;
    }

    /// <summary>Takes in an instance that has been made since.</summary>
    public void Add(InstanceRow made)
    {
        var row = WithSharedParts(made);
        _byId.Add(row.Id, row);
        _instances.Add(row);
        if (_byName.IsValueCreated)
        {
            _byName.Value.Add(row.Name, row);
        }

        Numbered = null;
    }

    public InstanceRow? Find(Guid id) => _byId.GetValueOrDefault(id);

    public InstanceRow? Find(string name) => _byName.Value.GetValueOrDefault(name);

    public FlowRow Flow(FlowKey key) => Numbered.Flows[Graph.NumberOf(key)];

    public InstanceRow InstanceOf(FlowKey key) => _byId[key.Instance];

    /// <summary>What selectors can ask of the flows, in lineage order.</summary>
    public SelectableFlow[] Selectable(FlowStates states)
    {
        var flows = new SelectableFlow[Graph.Count];
        for (var n = 0; n < flows.Length; n++)
        {
            var instance = Numbered.Instances[n];
            flows[n] = new SelectableFlow(Numbered.Flows[n].Key, instance.Name, instance.Type, states.All[n].Status, instance.Tags) { Stage = instance.Stage };
        }

        return flows;
    }

    /// <summary>A flow as people write it: <c>prices.refresh</c>.</summary>
    public string NameOf(FlowKey key) => $"{(_byId.TryGetValue(key.Instance, out var row) ? row.Name : key.Instance.ToString("D"))}.{SnakeCase.Of(key.Flow)}";

    public InstancePaths PathsOf(Guid instance) => _workspace.PathsOf(_byId[instance].Directory);

    /// <summary>Statuses of all flows.</summary>
    /// <param name="time">The time to judge by.</param>
    /// <param name="acceptDelayed">Whether an upstream whose source is late counts as ready.</param>
    /// <param name="sides">Versions by which flows are judged instead of their current ones.</param>
    public FlowStates States(EvaluationTime time, bool acceptDelayed = false, SideVersions? sides = null)
    {
        var (graph, flows, instances) = Numbered;
        return FlowStates.ByNumber(
            graph,
            n => Facts(instances[n], flows[n]) is var facts && sides is null ? facts : sides!.Facts(flows[n], instances[n].Directory, facts),
            time,
            acceptDelayed);
    }

    /// <summary>Facts of a flow, from its row and, where the row says so, its files.</summary>
    /// <param name="flow">The flow; a newer row than the snapshot's may be given.</param>
    public FlowFacts Facts(FlowRow flow) => Facts(_byId[flow.Key.Instance], flow);

    private FlowFacts Facts(InstanceRow instance, FlowRow flow)
    {
        var (definitionHash, configHash) = HashesOf(instance);
        var failure = flow.LastRun is { Failed: true } failed ? new FailureFacts(failed.Id, failed.ErrorType ?? "error", failed.Error ?? "failed") : null;
        var completed = flow.LastCompleted;
        string? owner = null;
        if (flow.ActiveRun is { } active)
        {
            (owner, failure, completed) = WithActiveRun(instance, flow, active, failure, completed);
        }

        return new FlowFacts
        {
            Flow = flow.Key,
            LiveOwner = owner,
            LastFailure = failure,
            LastCompleted = completed?.Facts,
            UpdateFrequency = flow.Policy.UpdateFrequency,
            Calendar = _workspace.Calendar(flow.Policy.UpdateFrequency?.Calendar),
            Zone = _workspace.Zone(flow.Policy.TimeZone),
            SourceChange = completed is null || flow.Policy.Source.Count == 0 ? null : DeclaredSources.Change(flow.Policy.Source, completed.Source, AnswerOf),
            SourceLook = LookOf(flow.Policy.Source),
            DefinitionHash = definitionHash,
            ConfigHash = configHash,
            StaleOn = flow.Policy.StaleOn,
            Promotion = flow.Policy.Promotion,
            // While the registry does not know how a training ended, its directory knows what has become of the model.
            ActiveModelVersion = flow.Key.Flow == FlowKind.Training && flow.ActiveRun is not null ? ModelVersions.Active(PathsOf(instance.Id))?.Version : flow.ActiveModel,
        };
    }

    private SourceAnswer? AnswerOf(string url) => (_answers ??= _workspace.Answers.Last()).GetValueOrDefault(url);

    // Of what changes by itself it is told how old the knowledge is.
    private string? LookOf(IReadOnlyList<string> declared) => DeclaredSources.HasUrl(declared) && declared.Where(WebSource.IsUrl).Select(AnswerOf).OfType<SourceAnswer>().MinBy(a => a.AskedAt) is { } oldest
        ? string.Create(CultureInfo.InvariantCulture, $"asked {oldest.AskedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z{(oldest.Problem is { } problem ? $": {problem}" : "")}")
        : null;

    /// <summary>Process id and host of whoever runs a flow; <c>null</c> when nobody does by now.</summary>
    public string? OwnerOf(FlowRow flow)
    {
        var instance = InstanceOf(flow.Key);
        return flow.ActiveRun is { } run
            && ActiveRun.Look(PathsOf(instance.Id), flow.Key.Flow, instance.Flows.Count == 1, run, _workspace.Time.GetUtcNow()) is ActiveRun.Alive { Owner: var owner }
            ? string.Create(CultureInfo.InvariantCulture, $"{owner.Pid}@{owner.Host}") : null;
    }

    /// <summary>Definition and config hash of an instance; parts that it shares count as they are now.</summary>
    public (string Definition, string Config) HashesOf(InstanceRow instance)
    {
        var (definition, config) = (instance.DefinitionHash, instance.ConfigHash);
        foreach (var part in instance.Parts)
        {
            if (part.Shared && _byId.TryGetValue(part.Instance, out var shared))
            {
                definition = Digest.Of(definition, shared.DefinitionHash);
                config = Digest.Of(config, shared.ConfigHash);
            }
        }

        return (definition, config);
    }

    /// <summary>Status of an instance from the states of its flows, or from its definition's health when it has none.</summary>
    public FlowStatus StatusOf(InstanceRow instance, FlowStates states) =>
        instance.Flows.Count == 0
            ? StatusAggregationContract.OfDefinition(_workspace.IsDefinitionHealthy(instance.Definition))
            : (instance.Aggregation?.ToContract() ?? StatusAggregationContract.Default).Aggregate([.. instance.Flows.Select(f => (f.Key.Flow, states[f.Key].Status))]);

    // A shared part moves to other versions by itself; a dataset that uses it shows the one that counts.
    private InstanceRow WithSharedParts(InstanceRow row)
    {
        if (row.Parts.Count == 0 || !row.Parts.Any(p => p.Shared))
        {
            return row;
        }

        PartReference[] parts = [.. row.Parts.Select(p => p.Shared && _byId.TryGetValue(p.Instance, out var shared) ? p with { Definition = shared.Definition } : p)];
        var pipeline = parts.FirstOrDefault(p => p.Role == PartRole.Pipeline);
        return row with
        {
            Parts = parts,
            Definition = pipeline?.Definition ?? row.Definition,
            Flows = pipeline is { Shared: true } && SourcesOf(pipeline.Instance) is { } sources ? [.. row.Flows.Select(f => f with { Policy = f.Policy with { Source = sources } })] : row.Flows,
        };
    }

    // Files that a shared pipeline reads; its document is opened once, however many datasets share it.
    private IReadOnlyList<string>? SourcesOf(Guid part)
    {
        if (!_sharedSources.TryGetValue(part, out var sources))
        {
            _sharedSources.Add(part, sources = _byId.TryGetValue(part, out var row) ? SourcesOf(row) : null);
        }

        return sources;
    }

    // One that cannot be read stands in nobody's way but its own.
    private IReadOnlyList<string>? SourcesOf(InstanceRow part)
    {
        try
        {
            return DocumentFile.TryRead(_workspace.PathsOf(part.Directory).Document, DocumentJson.Default.InstanceDocument)?.SourcePaths;
        }
        catch (Errors.OptException unreadable) when (unreadable is UnreadableDocumentException or NewerFormatException)
        {
            return null;
        }
    }

    private (string? Owner, FailureFacts? Failure, CompletedSnapshot? Completed) WithActiveRun(
        InstanceRow instance, FlowRow flow, Guid run, FailureFacts? failure, CompletedSnapshot? completed)
    {
        var paths = PathsOf(instance.Id);
        return ActiveRun.Look(paths, flow.Key.Flow, instance.Flows.Count == 1, run, _workspace.Time.GetUtcNow()) switch
        {
            ActiveRun.Alive alive => (Locks.FlowOwner.Describe(alive.Owner), failure, completed),
            ActiveRun.Lost lost => (null, new FailureFacts(run, FailureFacts.Lost, LostRun.Message(lost.Record)), completed),
            ActiveRun.Ended { Record: { Status: OptAIC.Runs.RunStatus.Failed } ended } => (null, new FailureFacts(run, ended.Error?.Type ?? "error", ended.Error?.Message ?? "failed"), completed),
            ActiveRun.Ended { Record: { Status: OptAIC.Runs.RunStatus.Completed } ended } => (null, null, CompletedSnapshot.Of(ended) ?? completed),
            _ => (null, failure, completed),
        };
    }
}
