using System.Diagnostics;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>
/// All guards of an instance, in the order of ids, so that nothing of it runs while it is changed or removed: those of its flows, or of the datasets
/// that share it as a part, and the one of its document.
/// </summary>
internal sealed class InstanceGuards : IDisposable
{
    private const string Hint = "wait for that run, or stop it with 'optaic instance stop'; then try again";

    // A run is found out at once by its lock file; another change holds a guard only for moments and is waited for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly List<IDisposable> _held = [];

    private InstanceGuards()
    {
    }

    /// <summary>Takes them all, or none.</summary>
    /// <exception cref="FlowBusyException">A flow is running, or another change takes very long.</exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public static InstanceGuards Take(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, CancellationToken cancellation)
    {
        var guards = new InstanceGuards();
        try
        {
            foreach (var row in UsersOf(snapshot, instance).Append(instance).OrderBy(i => i.Id))
            {
                foreach (var flow in row.Flows)
                {
                    guards._held.Add(Take(workspace, snapshot, row, flow, cancellation));
                }
            }

            guards.TakeDocument(workspace, instance, cancellation);
            return guards;
        }
        catch
        {
            guards.Dispose();
            throw;
        }
    }

    /// <summary>Takes only the guard of the document, for a change that touches no run.</summary>
    /// <exception cref="FlowBusyException">Another change takes very long.</exception>
    public static InstanceGuards TakeDocumentOnly(WorkspaceContext workspace, InstanceRow instance, CancellationToken cancellation)
    {
        var guards = new InstanceGuards();
        guards.TakeDocument(workspace, instance, cancellation);
        return guards;
    }

    /// <summary>The datasets that share an instance as a part.</summary>
    public static IEnumerable<InstanceRow> UsersOf(WorkspaceSnapshot snapshot, InstanceRow part) =>
        snapshot.Instances.Where(i => i.Id != part.Id && i.Parts.Any(p => p.Shared && p.Instance == part.Id));

    public void Dispose()
    {
        foreach (var held in Enumerable.Reverse(_held))
        {
            held.Dispose();
        }

        _held.Clear();
    }

    private void TakeDocument(WorkspaceContext workspace, InstanceRow instance, CancellationToken cancellation)
    {
        var guard = workspace.PathsOf(instance.Directory).InstanceGuard;
        if (Directory.Exists(Path.GetDirectoryName(guard)))
        {
            _held.Add(GuardFile.TryAcquire(guard, Patience, cancellation) ?? throw new FlowBusyException(instance.Name, "another process is changing it", Hint));
        }
    }

    private static FlowLock Take(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, FlowRow flow, CancellationToken cancellation)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            if (FlowLock.TryAcquire(workspace, instance, flow.Key.Flow, out var owner, cancellation) is { } taken)
            {
                return taken;
            }

            if (owner is not null || since.Elapsed > Patience)
            {
                throw new FlowBusyException(snapshot.NameOf(flow.Key), owner, Hint);
            }
        }
    }
}
