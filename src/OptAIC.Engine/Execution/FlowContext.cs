using System.Globalization;
using System.Text;
using System.Text.Json;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Flows.Commands;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Secrets;
using OptAIC.Engine.Workspaces;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Execution;

/// <summary>What a flow's program is given to work with.</summary>
internal sealed class FlowContext : IDisposable
{
    private readonly Lock _logGate = new();
    private readonly Dictionary<PartRole, InstanceDocument> _parts = [];
    private readonly List<ProcessIdentity> _childGroups = [];
    private readonly FlowLock _lock;
    private readonly Action<double?, string?> _progress;
    private AppendLog? _log;

    public FlowContext(WorkspaceContext workspace, WorkspaceSnapshot snapshot, RunStage stage, RunRecord run, FlowLock flowLock, PublishedData published, Action<double?, string?> progress)
    {
        Workspace = workspace;
        Snapshot = snapshot;
        Instance = stage.Instance;
        Flow = run.Flow;
        Run = run;
        Published = published;
        Paths = stage.Paths;
        Document = stage.Document;
        Sources = stage.Inputs;
        _lock = flowLock;
        _progress = progress;
    }

    public WorkspaceContext Workspace { get; }

    public WorkspaceSnapshot Snapshot { get; }

    public InstanceRow Instance { get; }

    public FlowKind Flow { get; }

    public FlowKey Key => new(Instance.Id, Flow);

    public RunRecord Run { get; }

    /// <summary>The instance, seen from the flow.</summary>
    public InstancePaths Paths { get; }

    public InstanceDocument Document { get; }

    /// <summary>Ends when it is written that the run begins; no program of others is started before.</summary>
    public Task Begun { get; init; } = Task.CompletedTask;

    /// <summary>Data that other flows have published; panels are kept for the length of a plan.</summary>
    public PublishedData Published { get; }

    /// <summary>Finds what it reads of its upstreams.</summary>
    public InputReading Sources { get; }

    /// <summary>Its upstream edges that carry data.</summary>
    public IEnumerable<LineageEdge> Inputs => Instance.Upstream.Where(e => e.Downstream.Flow == Flow && e.CarriesData);

    /// <summary>The session in which its notebook is worked on; <c>null</c> when it is run to its end.</summary>
    public InteractiveSession? Session { get; init; }

    /// <summary>Tells at which address a notebook can be worked on.</summary>
    public Action<string> Opened { get; init; } = _ => { };

    /// <summary>The secrets of its config.</summary>
    public RunSecrets Secrets { get; set; } = RunSecrets.None;

    /// <summary>What it is told at this start; <c>null</c> where it takes nothing.</summary>
    public JsonElement? Parameters { get; set; }

    /// <summary>Files that belong to the run and not to its data, once there are any; published with the output.</summary>
    public RunArtifacts? Artifacts { get; set; }

    /// <summary>Its steps, as far as they are, for the record.</summary>
    public IReadOnlyList<RunStep> Steps { get; set; } = [];

    /// <summary>The items of data that it was given, for the record.</summary>
    public IReadOnlyList<RunData> Data { get; set; } = [];

    /// <summary>What its programs have used so far, for the record.</summary>
    public RunResources? Resources { get; private set; }

    /// <summary>The environment of its programs; <c>null</c> when they run with what the machine has.</summary>
    public PreparedEnvironment? Environment { get; set; }

    /// <summary>Whether its environment is to be made anew first.</summary>
    public bool RefreshesEnvironment { get; init; }

    /// <summary>What it has read so far, for the record.</summary>
    public List<InputVersion> InputVersions { get; } = [];

    /// <summary>Reads what an upstream flow has published, and notes the version.</summary>
    public PublishedPanel Read(LineageEdge input)
    {
        var source = Sources.Of(input);
        var panel = Published.Panel(input.Upstream, Snapshot.InstanceOf(input.Upstream).Name, source);
        Note(input, source);
        return panel;
    }

    /// <summary>Where an upstream flow's published data are, for a program that reads them itself; notes the version.</summary>
    public (InputVersion Version, string Path, long? LoadId) Describe(LineageEdge input)
    {
        var source = Sources.Of(input);
        var (paths, current) = (source.Paths, source.Current);
        return (Note(input, source), current.LoadId is null ? paths.DataVersion(current.Version) : StoreEngine.PathOf(paths, StoreEngine.Of(current)), current.LoadId);
    }

    private InputVersion Note(LineageEdge input, InputSource source)
    {
        var instance = Snapshot.InstanceOf(input.Upstream);
        var version = new InputVersion(instance.Id, input.Upstream.Flow, instance.Name, input.Role, source.Current.RunId, source.Current.Version, LastDate(source))
        {
            AsOf = source.AsOf,
            KnownBy = source.KnownBy,
            Side = source.Side,
        };
        lock (InputVersions)
        {
            InputVersions.Add(version);
        }

        return version;
    }

    private static DateOnly? LastDate(InputSource source) => source.AsOf is { } day && source.Current.LastDataDate > day ? day : source.Current.LastDataDate;

    /// <summary>A part of the dataset: inline, or the shared instance that it names.</summary>
    public InstanceDocument Part(PartRole role)
    {
        if (!_parts.TryGetValue(role, out var part))
        {
            _parts.Add(role, part = InstanceFolder.Part(Paths, Document.Parts.First(p => p.Role == role), Snapshot.PathsOf));
        }

        return part;
    }

    /// <summary>Tells how far the run is.</summary>
    public void Progress(double? percent, string? text) => _progress(percent, Secrets.Redactor.RedactAny(text));

    /// <summary>Notes what a program used.</summary>
    public void Used(RunResources used)
    {
        lock (_logGate)
        {
            Resources = used.With(Resources);
        }
    }

    /// <summary>Adds a line to the run's log.</summary>
    public void Log(FormattableString line)
    {
        lock (_logGate)
        {
            _log ??= AppendLog.Open(Path.Combine(Run.LogPath, RunLogNames.Stdout));
            var text = Secrets.Redactor.Redact(line.ToString(CultureInfo.InvariantCulture));
            _log.Append(Encoding.UTF8.GetBytes(text.ReplaceLineEndings(" ").Replace('\n', ' ')), Durability.Knowledge);
        }
    }

    /// <summary>Says that a process group belongs to the run, so that a successor can end it.</summary>
    public void AddChildGroup(ProcessIdentity leader) => DeclareChildGroups(groups => groups.Add(leader));

    /// <summary>Says that it has ended.</summary>
    public void RemoveChildGroup(ProcessIdentity leader) => DeclareChildGroups(groups => groups.Remove(leader));

    /// <summary>The leaders of the groups that run now.</summary>
    public IReadOnlyList<ProcessIdentity> ChildGroups()
    {
        lock (_childGroups)
        {
            return [.. _childGroups];
        }
    }

    private void DeclareChildGroups(Action<List<ProcessIdentity>> change)
    {
        lock (_childGroups)
        {
            change(_childGroups);
            _lock.DeclareChildGroups(_childGroups);
        }
    }

    /// <summary>Drops what was not published.</summary>
    public void Dispose()
    {
        _log?.Dispose();
        Artifacts?.Drop();
        Environment?.Dispose();
    }
}

/// <summary>Names of the files in a run's log folder.</summary>
internal static class RunLogNames
{
    public const string Stdout = "stdout";

    public const string Stderr = "stderr";

    public const string Events = "events.jsonl";

    public const string Environment = "environment.log";
}
