using System.Collections.Concurrent;
using OptAIC.Definitions;
using OptAIC.Engine.Activity;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.OpenLineage;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Sources;
using OptAIC.Freshness;

namespace OptAIC.Engine.Workspaces;

/// <summary>An open workspace as the parts of the engine see it: where things are, the registry, the clock, who acts.</summary>
internal sealed class WorkspaceContext : IDisposable
{
    private readonly ConcurrentDictionary<string, BusinessCalendar> _calendars = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _definitionHealth = new(StringComparer.Ordinal);
    private readonly List<string> _warnings = [];
    private readonly Lazy<RegistryIndex> _registry;
    private readonly Lazy<DefinitionCatalog> _definitions;
    private readonly Lazy<LineageOutbox?> _lineage;

    private WorkspaceContext(WorkspacePaths paths, WorkspaceDocument document, WorkspaceOptions options)
    {
        Paths = paths;
        Document = document;
        Time = options.Time;
        Actor = options.Actor ?? Environment.UserName;
        Runner = options.Runner;
        Activity = new ActivityLog(paths.Activity, Actor, Time);
        Answers = new SourceAnswers(this);
        _registry = new(() => RegistryOpening.Open(this, _warnings.Add));
        _lineage = new(() => OpenLineageTarget.Of(paths, document.Id, document.Settings.OpenLineage) is { } target ? new LineageOutbox(new Outbox(paths.Events), target) : null);
        _definitions = new(() => new DefinitionCatalog(paths.Definitions, paths.Staging, Time, options.BaseDefinitions));
    }

    public WorkspacePaths Paths { get; }

    public WorkspaceDocument Document { get; private set; }

    public TimeProvider Time { get; }

    public string Actor { get; }

    /// <summary>The runner's executable, when the caller named one.</summary>
    public string? Runner { get; }

    public ActivityLog Activity { get; }

    /// <summary>The registry; opened, and if need be rebuilt, when it is first asked for.</summary>
    public RegistryIndex Registry => _registry.Value;

    /// <summary>Where lineage events are told; <c>null</c> when nobody wants them.</summary>
    /// <exception cref="InvalidOpenLineageUrlException">They are wanted where nothing can be sent.</exception>
    public LineageOutbox? Lineage => _lineage.Value;

    /// <summary>What servers say of the versions of sources.</summary>
    public SourceAnswers Answers { get; }

    public DefinitionCatalog Definitions => _definitions.Value;

    /// <summary>What the user should know.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Says something that the user should know; the same is said once, however often it is found.</summary>
    public void Warn(string warning)
    {
        if (!_warnings.Contains(warning))
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Who announces changes in the registry.</summary>
    public static string Owner => $"{HostIdentity.Current.Id} {ProcessIdentity.Current}";

    public static WorkspaceContext Open(WorkspaceOptions options)
    {
        var paths = new WorkspacePaths(WorkspacePaths.ResolveRoot(options.Root));
        var document = DocumentFile.TryRead(paths.Document, DocumentJson.Default.WorkspaceDocument) ?? throw new WorkspaceNotFoundException(paths.Root);
        return new WorkspaceContext(paths, document, options);
    }

    /// <summary>Makes a workspace where there is none, and opens it.</summary>
    public static WorkspaceContext Initialize(WorkspaceOptions options)
    {
        var paths = new WorkspacePaths(WorkspacePaths.ResolveRoot(options.Root));
        if (!File.Exists(paths.Document))
        {
            CreateDirectories(paths);
            var document = new WorkspaceDocument { Id = Guid.CreateVersion7(), CreatedAt = options.Time.GetUtcNow() };
            DocumentFile.Write(paths.Document, document, DocumentJson.Default.WorkspaceDocument, Durability.Truth);
            var context = Open(options);
            _ = context.Registry;
            context.Activity.Append("workspace.created", paths.Root);
            return context;
        }

        return Open(options);
    }

    /// <summary>Changes the limits.</summary>
    public void SetLimits(WorkspaceLimits limits)
    {
        Document = LimitSetting.Apply(Paths, limits);
        Activity.Append("workspace.changed", Paths.Root);
    }

    public InstancePaths PathsOf(string directoryName) => new(Paths.InstanceDirectory(directoryName));

    public TimeZoneInfo Zone(string? id) => TimeZones.Find(id ?? Document.Settings.TimeZone);

    public BusinessCalendar Calendar(string? name) =>
        name is null ? BusinessCalendar.Weekdays : _calendars.GetOrAdd(name, n => CalendarFile.Read(Path.Combine(Paths.Calendars, n + ".csv")));

    /// <summary>A definition as an instance pinned it.</summary>
    /// <exception cref="DefinitionChangedException">Its files are not those that were pinned.</exception>
    public LoadedDefinition Load(PinnedDefinition pinned) => Definitions.Get(
        pinned.Name,
        SemanticVersion.Parse(pinned.Version),
        Enum.Parse<DefinitionKind>(pinned.Kind));

    /// <summary>Whether a pinned definition is there and unchanged; looked at once.</summary>
    public bool IsDefinitionHealthy(string definition) =>
        _definitionHealth.GetOrAdd(definition, d => DefinitionReference.TryParse(d, out var reference, out _)
            && reference.Range.Exact is { } version
            && Definitions.Check(reference.Name, version).Count == 0);

    /// <summary>Whether a newer version of a pinned definition is registered.</summary>
    public bool IsUpdateAvailable(string definition) =>
        DefinitionReference.TryParse(definition, out var reference, out _)
        && reference.Range.Exact is { } pinned
        && Definitions.Versions(reference.Name).Any(v => v.CompareTo(pinned) > 0 && !(BackpackDefinition.IsVersion(v) && BackpackDefinition.IsVersion(pinned)));

    public void Dispose()
    {
        if (_registry.IsValueCreated)
        {
            _registry.Value.Dispose();
        }
    }

    private static void CreateDirectories(WorkspacePaths paths)
    {
        try
        {
            foreach (var directory in (string[])[paths.Definitions, paths.Instances])
            {
                Directory.CreateDirectory(directory);
            }
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("create", paths.Root, refused);
        }
    }
}
