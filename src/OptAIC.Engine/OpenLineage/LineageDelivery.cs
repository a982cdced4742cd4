using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;

namespace OptAIC.Engine.OpenLineage;

/// <summary>Delivers lineage events beside the runs of a runner: in order, each at least once, never in their way.</summary>
internal sealed class LineageDelivery : IAsyncDisposable
{
    private const int Most = 100;

    // What is left then is delivered by the next runner.
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly LineageOutbox _lineage;
    private readonly IEventReceiver _receiver;
    private readonly string _refused;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _news = new(1, 1);
    private readonly CancellationTokenSource _end = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    public LineageDelivery(LineageOutbox lineage, IEventReceiver receiver, string folder, TimeProvider time)
    {
        (_lineage, _receiver, _refused, _time) = (lineage, receiver, Path.Combine(folder, "refused.jsonl"), time);
        lineage.Outbox.Appended += Tell;
        _work = Task.Run(WorkAsync);
    }

    /// <summary>Begins to deliver to where the events are wanted.</summary>
    public static LineageDelivery Start(LineageOutbox lineage, string folder, TimeProvider time) => new(lineage, lineage.Receiver(), folder, time);

    private Outbox Outbox => _lineage.Outbox;

    public async ValueTask DisposeAsync()
    {
        Outbox.Appended -= Tell;
        _stop.CancelAfter(LastPatience);
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _receiver.Dispose();
        _news.Dispose();
        _end.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        var pause = FirstPause;
        for (var isLast = false; !isLast;)
        {
            isLast = _end.IsCancellationRequested;
            try
            {
                _lineage.CatchUp();
                if (await DeliverAsync().ConfigureAwait(false))
                {
                    pause = FirstPause;
                    await _news.WaitAsync(_end.Token).ConfigureAwait(false);
                }
                else
                {
                    await Task.Delay(pause, _time, _end.Token).ConfigureAwait(false);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
            }
            catch (OperationCanceledException)
            {
                // The runner ends: once more, then that is it.
            }
            catch (StorageException)
            {
                isLast = true;
            }
        }
    }

    /// <summary>Delivers all that waits; <c>false</c> when the receiver does not take it, or another process is at it.</summary>
    private async Task<bool> DeliverAsync()
    {
        if (Outbox.Pending == 0)
        {
            return true;
        }

        using var guard = GuardFile.TryAcquire(Outbox.DeliveryGuard, cancellation: _stop.Token);
        if (guard is null)
        {
            return false;
        }

        while (Outbox.Read(Most) is { Count: > 0 } events)
        {
            foreach (var (lineageEvent, end) in events)
            {
                if (!await DeliverAsync(lineageEvent, end).ConfigureAwait(false))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private async Task<bool> DeliverAsync(byte[] lineageEvent, long end)
    {
        try
        {
            if (lineageEvent.Length > 0)
            {
                await _receiver.SendAsync(lineageEvent, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (EventRefusedException)
        {
            using var log = AppendLog.Open(_refused);
            log.Append(lineageEvent, Durability.Knowledge);
        }
        catch (EventNotDeliveredException failed)
        {
            Outbox.Note(Outbox.State with { FailingSince = Outbox.State.FailingSince ?? _time.GetUtcNow(), Error = failed.Message });
            return false;
        }

        Outbox.Note(new OutboxState { Delivered = end });
        return true;
    }

    private void Tell()
    {
        try
        {
            _news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It has been told already.
        }
    }
}
