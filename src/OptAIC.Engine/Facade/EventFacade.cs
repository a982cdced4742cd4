using System.Runtime.CompilerServices;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Facade;

/// <summary>The activity of a workspace: one line for every change, by whatever process.</summary>
public sealed class EventFacade
{
    private const int UsualLimit = 50;

    private readonly WorkspaceContext _workspace;

    internal EventFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<OptEvent> List(EventFilter? filter = null)
    {
        filter ??= new EventFilter();
        return _workspace.Activity.ReadLast(filter.Matches, filter.Limit ?? (filter.Since is null ? UsualLimit : int.MaxValue)).Events;
    }

    /// <summary>What happens from now on, as it happens, until cancelled; first, the part of the past that the filter asks for.</summary>
    public async IAsyncEnumerable<OptEvent> FollowAsync(EventFilter filter, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (past, end) = _workspace.Activity.ReadLast(filter.Matches, filter.Limit ?? (filter.Since is null ? 0 : int.MaxValue));
        foreach (var activity in past)
        {
            yield return activity;
        }

        await foreach (var activity in _workspace.Activity.FollowAsync(end, filter.Matches, cancellation).ConfigureAwait(false))
        {
            yield return activity;
        }
    }
}
