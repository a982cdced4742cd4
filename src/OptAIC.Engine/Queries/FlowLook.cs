using System.Diagnostics;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Queries;

/// <summary>
/// One look at all flows and their statuses, which answers for many of them: statuses are a function of the whole graph, so that a pipeline which asks
/// for each of a thousand flows would compute a thousand times a thousand.
/// </summary>
internal sealed class FlowLook
{
    private readonly WorkspaceContext _workspace;
    private readonly (DateOnly? AsOf, bool AcceptDelayed) _question;
    private readonly long _activity;
    private readonly TimeSpan _took;
    private readonly long _finished;

    private FlowLook(WorkspaceContext workspace, DateOnly? asOf, bool acceptDelayed)
    {
        var began = Stopwatch.GetTimestamp();
        _workspace = workspace;
        _question = (asOf, acceptDelayed);
        _activity = ActivityLength();
        Snapshot = new WorkspaceSnapshot(workspace).AskSources();
        States = Snapshot.States(new EvaluationTime(workspace.Time.GetUtcNow(), asOf), acceptDelayed);
        _finished = Stopwatch.GetTimestamp();
        _took = Stopwatch.GetElapsedTime(began, _finished);
    }

    public WorkspaceSnapshot Snapshot { get; }

    public FlowStates States { get; }

    /// <summary>The last look, while it is as good as a new one; else a new one.</summary>
    public static FlowLook At(WorkspaceContext workspace, DateOnly? asOf, bool acceptDelayed, ref FlowLook? last) =>
        last is not null && last._question == (asOf, acceptDelayed) && last.IsCurrent ? last : last = new FlowLook(workspace, asOf, acceptDelayed);

    /// <summary>A new look as of today.</summary>
    public static FlowLook New(WorkspaceContext workspace) => new(workspace, null, acceptDelayed: false);

    /// <summary>The flows that targets mean.</summary>
    public IReadOnlyList<FlowKey> Meant(IReadOnlyList<FlowTarget> targets, IReadOnlyList<string> exclude) => FlowTargets.Meant(Snapshot, new(States), targets, exclude);

    // Whoever changes something says so in the activity log, but for sources, which change by themselves: of those a look is at most as old as it was
    // long, and no look can do better.
    private bool IsCurrent => Stopwatch.GetElapsedTime(_finished) < _took && ActivityLength() == _activity;

    private long ActivityLength() => new FileInfo(_workspace.Paths.Activity) is { Exists: true } log ? log.Length : 0;
}
