using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Runner;

/// <summary>Tells the news of the plan that a run belongs to, until disposed: for those who wait for the run and not for the plan.</summary>
internal sealed class PlanNews : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough;
    private readonly Task _telling;

    private PlanNews(PlanAttachment plan, IProgress<PlanProgress> progress, CancellationToken cancellation)
    {
        _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _telling = plan.FollowAsync(progress, withLogs: false, _enough.Token);
    }

    /// <summary>Begins to tell; <c>null</c> when nothing is kept of the plan.</summary>
    public static PlanNews? Begin(WorkspaceContext workspace, InstanceRow instance, Guid run, IProgress<PlanProgress> progress, CancellationToken cancellation) =>
        DocumentFile.TryRead(workspace.PathsOf(instance.Directory).RunRecord(run), DocumentJson.Default.RunRecord) is { } record && PlanAttachment.ToRun(workspace, record) is { } plan
            ? new PlanNews(plan, progress, cancellation)
            : null;

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync().ConfigureAwait(false);
        try
        {
            await _telling.ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or OptException)
        {
            // How the run ended is told by the run itself.
        }

        _enough.Dispose();
    }
}
