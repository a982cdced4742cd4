using System.Diagnostics;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;
using OptAIC.Errors;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>
/// Starts what is due as long as it runs: until nothing is due and nothing that it started is under way, or for ever. It sleeps in short pieces and goes by
/// what the clock says, so that a clock that is set, and a machine that was suspended, are noticed at once. What takes long holds nothing else up.
/// </summary>
internal sealed class DueLoop
{
    /// <summary>How long a caller that does not go on for ever starts what becomes due while something runs; then the next caller does.</summary>
    public static readonly TimeSpan LongestStarting = TimeSpan.FromMinutes(45);

    private static readonly TimeSpan Nap = TimeSpan.FromSeconds(1);

    // Alerts come of time that passes, too.
    private static readonly TimeSpan LongestWithoutLook = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(10);

    private readonly WorkspaceContext _workspace;
    private readonly FlowFacade _flows;
    private readonly Action<OptScheduleEvent> _tell;
    private readonly ScheduleReader _reader;
    private readonly HashSet<Guid> _inHand = [];
    private readonly Dictionary<string, string?> _waiting = [];
    private readonly List<Task> _alerts = [];
    private readonly Dictionary<Task, DueBatch> _batches = [];
    private readonly DateTimeOffset _began;
    private long _othersVersion;
    private long? _troubleSince;

    /// <summary>Prepares it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="flows">Runs plans.</param>
    /// <param name="tell">Told what happens, one at a time.</param>
    public DueLoop(WorkspaceContext workspace, FlowFacade flows, Action<OptScheduleEvent> tell)
    {
        (_workspace, _flows) = (workspace, flows);
        _reader = new ScheduleReader(workspace);
        _began = workspace.Time.GetUtcNow();
        var gate = new Lock();
        _tell = news =>
        {
            lock (gate)
            {
                tell(news);
            }
        };
    }

    /// <summary>The flows of which alerts stood at the last look.</summary>
    public IReadOnlyCollection<FlowKey> StandingAlerts { get; private set; } = [];

    /// <summary>Runs.</summary>
    /// <param name="forever">Whether to go on when there is nothing to do.</param>
    /// <param name="cancellation">Cancels what it has started, and ends it.</param>
    public async Task RunAsync(bool forever, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var takesOn = !cancellation.IsCancellationRequested && (forever || _batches.Count == 0 || Stopwatch.GetElapsedTime(began) < LongestStarting);
            var next = takesOn ? LookOrWait(forever, cancellation) : null;
            if (_batches.Count == 0 && (!forever || cancellation.IsCancellationRequested))
            {
                break;
            }

            await SleepAsync(next, cancellation).ConfigureAwait(false);
            Settle(forever);
        }

        await Task.WhenAll(_alerts).ConfigureAwait(false);
    }

    // A full disk, or a registry that somebody holds for long, is no reason to give up what runs; whoever goes on for ever waits until it passes.
    private DateTimeOffset? LookOrWait(bool forever, CancellationToken cancellation)
    {
        try
        {
            // What keeps coming would keep it for ever: what becomes due meanwhile is taken on only while something else runs.
            var next = Look(forever || _batches.Count > 0 ? null : _began, cancellation);
            _troubleSince = null;
            return next;
        }
        catch (Exception trouble) when (trouble is OptException or IOException or SqliteException && (_batches.Count > 0 || (forever && !HasLasted())))
        {
            return _workspace.Time.GetUtcNow() + AfterTrouble;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }

        bool HasLasted() => Stopwatch.GetElapsedTime(_troubleSince ??= Stopwatch.GetTimestamp()) > LongestTrouble;
    }

    private DateTimeOffset? Look(DateTimeOffset? latest, CancellationToken cancellation)
    {
        // Asked for before the look: what is changed meanwhile is then looked at again.
        _othersVersion = _workspace.Registry.OthersVersion();
        var found = DueRound.Claim(_workspace, _reader, _inHand, latest, cancellation);
        foreach (var news in found.Events.Where(IsNew))
        {
            _tell(news);
        }

        foreach (var claims in DueBatch.Of(found.Claims))
        {
            var batch = new DueBatch(_workspace, _flows, claims, _tell);
            _inHand.UnionWith(batch.Runs);
            _batches.Add(Task.Run(() => batch.RunAsync(cancellation), CancellationToken.None), batch);
        }

        // What is about to run may be just what an alert is about.
        if (_batches.Count == 0)
        {
            Alert(found.Due.Timed.Count == 0 ? found.Due : DueFlows.Look(_workspace, _reader, _workspace.Time.GetUtcNow()), cancellation);
        }

        return found.Due.Next;
    }

    private void Alert(DueFlows due, CancellationToken cancellation)
    {
        var (news, standing) = new AlertRound(_workspace, _reader).Look(due, cancellation);
        StandingAlerts = standing;
        foreach (var alert in news)
        {
            _tell(alert);
            _alerts.Add(AlertHook.TellAsync(_workspace, alert));
        }

        _alerts.RemoveAll(a => a.IsCompleted);
    }

    // What waits is told once, and again when it waits for something else.
    private bool IsNew(OptScheduleEvent news)
    {
        if (news.Kind != ScheduleEventKind.Waiting)
        {
            return true;
        }

        var (flow, what) = (news.ToString(), $"{news.PlannedAt:O} {news.Message}");
        var isNew = !_waiting.TryGetValue(flow, out var told) || told != what;
        _waiting[flow] = what;
        return isNew;
    }

    private async Task SleepAsync(DateTimeOffset? next, CancellationToken cancellation)
    {
        var (began, wallBegan) = (Stopwatch.GetTimestamp(), _workspace.Time.GetUtcNow());
        while (!cancellation.IsCancellationRequested || _batches.Count > 0)
        {
            var nap = next is { } planned && planned - _workspace.Time.GetUtcNow() is var left && left < Nap ? left : Nap;
            var napping = Task.Delay(nap > TimeSpan.Zero ? nap : TimeSpan.FromMilliseconds(1), _batches.Count > 0 ? CancellationToken.None : cancellation);
            if (await Task.WhenAny([.. _batches.Keys, napping]).ConfigureAwait(false) != napping || cancellation.IsCancellationRequested && _batches.Count == 0)
            {
                return;
            }

            var (slept, passed) = (Stopwatch.GetElapsedTime(began), _workspace.Time.GetUtcNow() - wallBegan);
            var clockWasSet = (passed - slept).Duration() > TimeSpan.FromSeconds(2);
            if (clockWasSet || _workspace.Time.GetUtcNow() >= next || slept >= LongestWithoutLook || _workspace.Registry.OthersVersion() != _othersVersion)
            {
                return;
            }
        }
    }

    // Those that have ended. What could not start is tried again later by who goes on, and by the next caller of who does not.
    private void Settle(bool forever)
    {
        foreach (var ended in _batches.Keys.Where(t => t.IsCompleted).ToList())
        {
            ended.GetAwaiter().GetResult();
            if (forever)
            {
                _inHand.ExceptWith(_batches[ended].Runs);
            }

            _batches.Remove(ended);
        }
    }
}
