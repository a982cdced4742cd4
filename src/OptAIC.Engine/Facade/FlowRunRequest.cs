using OptAIC.Definitions;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Facade;

/// <summary>Which flows to run, and how.</summary>
public sealed record FlowRunRequest
{
    /// <summary>Selectors (<c>+momentum_backtest</c>); every selected flow that is not ready is run in lineage order.</summary>
    public IReadOnlyList<string> Selectors { get; init; } = [];

    /// <summary>Selectors of flows to leave out.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>Single flows to start, or patterns and selectors of them; a single one is refused when something upstream is not ready, unless forced or recursive.</summary>
    public IReadOnlyList<FlowTarget> Targets { get; init; } = [];

    /// <summary>Run the targets, or everything selected, whatever the freshness. Recorded.</summary>
    public bool Force { get; init; }

    /// <summary>Refresh what is not ready upstream first.</summary>
    public bool Recursive { get; init; }

    /// <summary>Afterwards refresh what depends on the targets.</summary>
    public bool Downstream { get; init; }

    /// <summary>Count an upstream whose source is late as ready.</summary>
    public bool AcceptDelayed { get; init; }

    /// <summary>What to do when a flow is already running; <c>null</c> is fail for targets, join for a selection.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Most flows at the same time; <c>null</c> is the workspace's setting.</summary>
    public int? Jobs { get; init; }

    /// <summary>Longest duration of each attempt; <c>null</c> is the flow's own.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Attempts after the first that fails; <c>null</c> is the flow's own.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Wait before the first retry; <c>null</c> is the flow's own.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>The day to judge by and to read data as of; <c>null</c> is today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>The run to repeat instead of anything else.</summary>
    public Guid? Replay { get; init; }

    /// <summary>The session in which the notebook of the one target is worked on, instead of being run to its end; <c>null</c> runs it.</summary>
    public InteractiveSession? Interactive { get; init; }

    /// <summary>What the one target is told at this start, as <c>name=value</c>; typed by the flow's own <c>parameters_schema</c>.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    /// <summary>Make the environments of the targets, which are workflows, anew first: what their specs leave open is then had as it is now.</summary>
    public bool RefreshEnvironment { get; init; }

    /// <summary>Runs that are claimed for the targets already, in the order of those: what a schedule starts. They run even when they are ready.</summary>
    public IReadOnlyList<Guid> Claims { get; init; } = [];

    /// <summary>What starts it.</summary>
    public TriggerKind Trigger { get; init; } = TriggerKind.Manual;
}

/// <summary>A flow by the name of its instance.</summary>
/// <param name="Instance">Name, id or path of the instance; <c>name.flow</c> also names the flow.</param>
/// <param name="Flow">The flow; <c>null</c> is the instance's only one.</param>
public sealed record FlowTarget(string Instance, FlowKind? Flow = null);
