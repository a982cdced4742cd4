using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine;

/// <summary>An open workspace: the engine's front door, one façade per subject. Not for use by several threads at once.</summary>
public sealed class Workspace : IDisposable
{
    private readonly WorkspaceContext _context;

    private Workspace(WorkspaceContext context)
    {
        _context = context;
        Definitions = new DefinitionFacade(context);
        Instances = new InstanceFacade(context);
        Transfer = new InstanceTransfer(context);
        Upkeep = new InstanceUpkeep(context, Instances);
        Stacks = new StackFacade(context);
        Flows = new FlowFacade(context);
        Runs = new RunFacade(context);
        Lineage = new LineageFacade(context);
        Data = new DataFacade(context);
        Events = new EventFacade(context);
        Ticks = new TickFacade(context);
        Schedules = new ScheduleFacade(context, Flows);
        Cache = new CacheFacade(context);
        Health = new HealthFacade(context);
    }

    /// <summary>Its base directory, a full path.</summary>
    public string Root => _context.Paths.Root;

    /// <summary>What the user should know, for example that the registry was rebuilt, or what a contract that only warns has found in a spec.</summary>
    public IReadOnlyList<string> Warnings => _context.Warnings;

    /// <summary>Definitions.</summary>
    public DefinitionFacade Definitions { get; }

    /// <summary>Instances.</summary>
    public InstanceFacade Instances { get; }

    /// <summary>Export and import of instances.</summary>
    public InstanceTransfer Transfer { get; }

    /// <summary>Disk usage, directories that are gone, files that go back to their source.</summary>
    public InstanceUpkeep Upkeep { get; }

    /// <summary>Stacks: many instances in one manifest.</summary>
    public StackFacade Stacks { get; }

    /// <summary>Flows.</summary>
    public FlowFacade Flows { get; }

    /// <summary>Runs.</summary>
    public RunFacade Runs { get; }

    /// <summary>Lineage.</summary>
    public LineageFacade Lineage { get; }

    /// <summary>Data.</summary>
    public DataFacade Data { get; }

    /// <summary>Activity.</summary>
    public EventFacade Events { get; }

    /// <summary>The operating system's tick.</summary>
    public TickFacade Ticks { get; }

    /// <summary>Schedules, and what is due by them.</summary>
    public ScheduleFacade Schedules { get; }

    /// <summary>What instances share: content of data, environments.</summary>
    public CacheFacade Cache { get; }

    /// <summary>Registry, doctor.</summary>
    public HealthFacade Health { get; }

    /// <summary>The base directory that would be used: the given one, else <c>OPTAIC_HOME</c>, else <c>~/.optaic</c>.</summary>
    public static string ResolveRoot(string? root) => WorkspacePaths.ResolveRoot(root);

    /// <summary>Opens a workspace.</summary>
    /// <exception cref="WorkspaceNotFoundException">There is none.</exception>
    public static Workspace Open(WorkspaceOptions options) => new(WorkspaceContext.Open(options));

    /// <summary>Makes a workspace, or opens the one that is there.</summary>
    public static Workspace Initialize(WorkspaceOptions options) => new(WorkspaceContext.Initialize(options));

    /// <summary>Describes it.</summary>
    public OptWorkspace Describe() => new()
    {
        Root = Root,
        Id = _context.Document.Id,
        Format = _context.Document.Format,
        CreatedAt = _context.Document.CreatedAt,
        Instances = _context.Registry.Instances().Count,
        Definitions = Definitions.List().Count(d => d.Source == "registered"),
        MaxConcurrentFlows = _context.Document.Settings.MaxConcurrentFlows,
        TagLimits = _context.Document.Settings.TagLimits,
        Retention = _context.Document.Settings.Retention,
        AlertCommand = _context.Document.Settings.AlertCommand,
    };

    /// <summary>Limits how many flows may run at the same time, and says which runs are retained.</summary>
    /// <exception cref="InvalidLimitException">A limit is out of range.</exception>
    public OptWorkspace SetLimits(WorkspaceLimits limits)
    {
        _context.SetLimits(limits);
        return Describe();
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => _context.Dispose();
}
