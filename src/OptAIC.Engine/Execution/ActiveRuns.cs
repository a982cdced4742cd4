using System.Collections.Concurrent;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Locks;

namespace OptAIC.Engine.Execution;

/// <summary>The runs that this process is executing: renews their leases and looks for requests to stop them.</summary>
internal sealed class ActiveRuns : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly long RenewalMs = (long)(FlowLock.Lease / 3).TotalMilliseconds;

    private readonly ConcurrentDictionary<Guid, Entry> _runs = [];
    private readonly Timer _timer;

    public ActiveRuns() => _timer = new Timer(_ => Look(), null, Interval, Interval);

    /// <summary>Takes a run into care until the result is disposed.</summary>
    public IDisposable Watch(Guid run, string stopRequest, FlowLock flowLock, CancellationTokenSource cancel)
    {
        var entry = new Entry(run, stopRequest, flowLock, cancel) { RenewAt = Environment.TickCount64 + RenewalMs };
        _runs[run] = entry;
        return new Watched(this, run);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        foreach (var entry in _runs.Values)
        {
            try
            {
                if (File.Exists(entry.StopRequest)
                    && DocumentFile.TryRead(entry.StopRequest, DocumentJson.Default.StopRequest)?.RunId == entry.Run)
                {
                    entry.Cancel.Cancel();
                }

                if (Environment.TickCount64 >= entry.RenewAt)
                {
                    entry.RenewAt = Environment.TickCount64 + RenewalMs;
                    entry.Lock.RenewLease();
                }
            }
            catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or OptAIC.Errors.OptException or ObjectDisposedException)
            {
                // Looked at again at the next turn; a lease that is not renewed in time is only ever read as "silent".
            }
        }
    }

    private sealed record Entry(Guid Run, string StopRequest, FlowLock Lock, CancellationTokenSource Cancel)
    {
        public long RenewAt { get; set; }
    }

    private sealed class Watched(ActiveRuns runs, Guid run) : IDisposable
    {
        public void Dispose() => runs._runs.TryRemove(run, out _);
    }
}
