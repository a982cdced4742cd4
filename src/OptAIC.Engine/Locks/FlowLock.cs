using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Locks;

/// <summary>
/// The right to run a flow: an OS lock on its guard, held until disposed. Taking it settles what a dead owner left. The lock file
/// beside it tells others who holds it.
/// </summary>
internal sealed class FlowLock : IDisposable
{
    /// <summary>How long an owner vouches for itself; it renews three times as often.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    private readonly WorkspaceContext _workspace;
    private readonly GuardFile _guard;
    private readonly string _lockFile;
    private readonly Lock _gate = new();
    private LockDocument? _document;

    private FlowLock(WorkspaceContext workspace, GuardFile guard, string lockFile)
    {
        _workspace = workspace;
        _guard = guard;
        _lockFile = lockFile;
    }

    /// <summary>Takes the guard of a flow, or returns <c>null</c> when somebody has it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="instance">The flow's instance.</param>
    /// <param name="flow">The flow.</param>
    /// <param name="owner">Who has it, when somebody has.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static FlowLock? TryAcquire(WorkspaceContext workspace, InstanceRow instance, FlowKind flow, out string? owner, CancellationToken cancellation)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var lockFile = paths.Lock(flow, instance.Flows.Count == 1);
        owner = null;
        var guard = GuardFile.TryAcquire(paths.Guard(flow), GuardFile.MinimumPatience, cancellation);
        if (guard is null)
        {
            owner = OwnerOf(lockFile);
            return null;
        }

        try
        {
            if (DocumentFile.TryRead(lockFile, DocumentJson.Default.LockDocument) is { } left)
            {
                if (!FlowOwner.SharesLocks(left))
                {
                    owner = FlowOwner.Describe(left);
                    guard.Dispose();
                    return null;
                }

                EndChildGroup(left, instance.Name);
            }

            AbandonedRun.Settle(workspace, instance, new FlowKey(instance.Id, flow));
            File.Delete(lockFile);
            File.Delete(paths.StopRequest(flow, instance.Flows.Count == 1));
            return new FlowLock(workspace, guard, lockFile);
        }
        catch
        {
            guard.Dispose();
            throw;
        }
    }

    /// <summary>Who holds a flow, for messages; <c>null</c> when the lock file does not say.</summary>
    public static string? OwnerOf(string lockFile) =>
        DocumentFile.TryRead(lockFile, DocumentJson.Default.LockDocument) is { } document ? FlowOwner.Describe(document) : null;

    /// <summary>Says in the lock file who is running what.</summary>
    public void Declare(Guid run, FlowKind flow)
    {
        var now = _workspace.Time.GetUtcNow();
        Write(new LockDocument
        {
            HostId = HostIdentity.Current.Id,
            Host = HostIdentity.Current.Name,
            Pid = Environment.ProcessId,
            Process = ProcessIdentity.Current.ToString(),
            User = _workspace.Actor,
            RunId = run,
            Flow = flow,
            AcquiredAt = now,
            LeaseUntil = now + Lease,
        });
    }

    /// <summary>Says in the lock file which process groups belong to the run, so that a successor can end them.</summary>
    public void DeclareChildGroups(IReadOnlyList<ProcessIdentity> leaders)
    {
        var (first, more) = (leaders.Count > 0 ? leaders[0].ToString() : null, leaders.Skip(1).Select(l => l.ToString()).ToList());
        Rewrite(d => d with { ChildGroup = first, MoreChildGroups = more.Count > 0 ? more : null });
    }

    /// <summary>Vouches for the owner for another while.</summary>
    public void RenewLease() => Rewrite(d => d with { LeaseUntil = _workspace.Time.GetUtcNow() + Lease });

    /// <summary>Removes the lock file and frees the guard.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _document = null;
            // An instance that was removed under its guards has taken the lock file along.
            if (Directory.Exists(Path.GetDirectoryName(_lockFile)))
            {
                File.Delete(_lockFile);
            }
        }

        _guard.Dispose();
    }

    private static void EndChildGroup(LockDocument left, string instance)
    {
        if (FlowOwner.StateOf(left, DateTimeOffset.MaxValue) != OwnerState.Dead)
        {
            return;
        }

        var ended = Task.WhenAll(left.ChildGroups().Select(g => g.EndAsync(new StopPatience(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))))).GetAwaiter().GetResult();
        if (ended.Contains(false))
        {
            var leader = left.ChildGroups().First(g => g.IsAlive()).Leader;
            throw new FlowBusyException($"{instance}.{SnakeCase.Of(left.Flow)}", $"a program of the lost run {left.RunId:D} (process {leader.Pid}) could not be ended", "end that process, then start again");
        }
    }

    private void Rewrite(Func<LockDocument, LockDocument> change)
    {
        lock (_gate)
        {
            if (_document is { } document)
            {
                Write(change(document));
            }
        }
    }

    private void Write(LockDocument document)
    {
        lock (_gate)
        {
            _document = document;
            DocumentFile.Write(_lockFile, document, DocumentJson.Default.LockDocument, Durability.Knowledge);
        }
    }
}
