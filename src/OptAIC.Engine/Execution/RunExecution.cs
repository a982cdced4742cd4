using System.Buffers.Binary;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Execution;

/// <summary>
/// Makes one run of a flow whose guard is held: waits for a place among the running flows, makes attempts until one is the last, writes
/// everything down.
/// </summary>
internal sealed class RunExecution
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly WorkspaceContext _workspace;
    private readonly DueFlow _due;
    private readonly Claim _claim;
    private readonly PublishedData _published;
    private readonly ActiveRuns _active;
    private readonly RunPolicy _policy;
    private readonly IReadOnlyList<(string, int)> _limits;
    private readonly RunJournal _journal;
    private readonly bool _refreshesEnvironment;
    private RunRecord _run;
    private Task _begun = Task.CompletedTask;

    public RunExecution(WorkspaceContext workspace, DueFlow due, Claim claim, PublishedData published, ActiveRuns active, RunSettings settings)
    {
        (_workspace, _due, _claim, _published, _active) = (workspace, due, claim, published, active);
        // Who works on a notebook does so against no clock that was set for a program, and once.
        _policy = due.Session is not null ? settings.Flags : settings.PolicyOf(due.Row.Policy) is var policy && due.Repeats is null ? policy : policy with { Retry = null };
        _limits = RunSlots.LimitsOf(workspace, due.Instance);
        _refreshesEnvironment = settings.RefreshedEnvironments.Contains(due.Row.Key);
        _journal = new RunJournal(workspace, due.Instance, claim.Lock);
        _run = NewRun(settings);
    }

    /// <summary>Makes the run.</summary>
    public async Task<FlowOutcome> RunAsync(CancellationToken cancellation)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var watch = _active.Watch(_run.Id, _workspace.PathsOf(_due.Instance.Directory).StopRequest(_run.Flow, _due.Instance.Flows.Count == 1), _claim.Lock, cancel);
        RunSlots? slots = null;
        try
        {
            var stage = _due.Repeats is { } repeated ? new ReplayStage(_workspace, _due.Snapshot, repeated).Set(_run.LogPath) : RunStage.Of(_workspace, _due.Snapshot, _run);
            slots = await BeginAsync(cancel.Token).ConfigureAwait(false);
            while (true)
            {
                var attempt = new RunAttemptExecution(_workspace, _due, stage, _claim, _published, _policy.Timeout, _refreshesEnvironment && _run.Attempt == 1, _begun);
                var (ended, canPass) = await attempt.RunAsync(_run, cancel).ConfigureAwait(false);
                if (ended.Status != RunStatus.Failed || !canPass || RetrySchedule.WaitAfter(_policy.Retry, _run.Attempt, SeedOf(_run.Id)) is not { } wait)
                {
                    return await EndAsync(ended, slots).ConfigureAwait(false);
                }

                await _begun.ConfigureAwait(false);
                slots.Dispose();
                slots = await AgainAsync(ended, wait, cancel.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return await EndAsync(_run with { Status = RunStateMachine.Move(_run.Status, RunStatus.Cancelled), EndedAt = Now() }, slots).ConfigureAwait(false);
        }
        finally
        {
            // Nobody else may have the flow before this is written, or has failed to be.
            await _begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            slots?.Dispose();
        }
    }

    // A run that has to wait for a place says so: it is pending until it gets one.
    private async Task<RunSlots> BeginAsync(CancellationToken cancellation)
    {
        var slots = RunSlots.TryTake(_workspace, _limits, out var full);
        if (slots is null)
        {
            await _journal.BeginAsync(_run).ConfigureAwait(false);
            slots = await WaitForSlotsAsync(full, cancellation).ConfigureAwait(false);
            _run = _run with { Status = RunStateMachine.Move(_run.Status, RunStatus.Running), StartedAt = Now() };
            _journal.Continue(_run);
            _begun = TellAsync(Task.CompletedTask);
        }
        else
        {
            _run = _run with { Status = RunStateMachine.Move(_run.Status, RunStatus.Running), StartedAt = _due.Claimed is null ? _run.CreatedAt : Now() };
            _begun = TellAsync(_journal.BeginAsync(_run));
        }

        return slots;
    }

    // Whoever hears of a run can find it.
    private async Task TellAsync(Task written)
    {
        await written.ConfigureAwait(false);
        _claim.Report(new FlowNews(PlanProgressKind.Started, _run.Id));
    }

    private async Task<RunSlots> AgainAsync(RunRecord failed, TimeSpan wait, CancellationToken cancellation)
    {
        var began = _run.EarlierAttempts is [.., var last] ? last.EndedAt : _run.StartedAt!.Value;
        _run = _run with
        {
            Attempt = _run.Attempt + 1,
            EarlierAttempts = [.. _run.EarlierAttempts, new RunAttempt(_run.Attempt, began, failed.EndedAt!.Value, failed.Error!, _run.LogPath)],
            LogPath = _workspace.PathsOf(_due.Instance.Directory).RunLogs(_run.Id, _run.Attempt + 1),
        };
        _journal.TryAgain(_run, failed.Error!, wait);
        _claim.Report(new FlowNews(PlanProgressKind.Waiting, _run.Id, Text: FormattableString.Invariant($"attempt {failed.Attempt} failed ({failed.Error!.Message}); tries again in {wait.TotalSeconds:0.#} s")));
        _claim.Job.Pause();
        await Task.Delay(wait, _workspace.Time, cancellation).ConfigureAwait(false);
        var slots = RunSlots.TryTake(_workspace, _limits, out var full) ?? await WaitForSlotsAsync(full, cancellation).ConfigureAwait(false);
        return await WithJobAsync(slots, cancellation).ConfigureAwait(false);
    }

    private async Task<RunSlots> WaitForSlotsAsync(string? full, CancellationToken cancellation)
    {
        _claim.Report(new FlowNews(PlanProgressKind.Waiting, _run.Id, Text: $"waits for a place: {full} is full"));
        _claim.Job.Pause();
        while (true)
        {
            await Task.Delay(BetweenTries, cancellation).ConfigureAwait(false);
            if (RunSlots.TryTake(_workspace, _limits, out _) is { } slots)
            {
                return await WithJobAsync(slots, cancellation).ConfigureAwait(false);
            }
        }
    }

    private async Task<RunSlots> WithJobAsync(RunSlots slots, CancellationToken cancellation)
    {
        try
        {
            await _claim.Job.ResumeAsync(cancellation).ConfigureAwait(false);
            return slots;
        }
        catch
        {
            slots.Dispose();
            throw;
        }
    }

    private async Task<FlowOutcome> EndAsync(RunRecord ended, RunSlots? slots)
    {
        await _begun.ConfigureAwait(false);
        if (ended is { Replay: { } replay, Output: { } output })
        {
            ended = ended with { Replay = replay with { IsSame = output.Version == replay.Expected } };
            DropWhatIsSame(ended);
        }

        _journal.End(ended);
        var outcome = OutcomeOf(ended);
        // What is downstream need not wait until everybody has been told.
        slots?.Dispose();
        _claim.Settled(outcome);
        _journal.Tell(ended);
        return outcome;
    }

    private FlowOutcome OutcomeOf(RunRecord ended)
    {
        var after = _due.Row with
        {
            ActiveRun = null,
            LastRun = ended.Status == RunStatus.Cancelled || !ended.Counts ? _due.Row.LastRun : new EndedRun(ended.Id, ended.EndedAt!.Value, ended.Status == RunStatus.Failed, ended.Error?.Type, ended.Error?.Message),
            LastCompleted = CompletedSnapshot.Of(ended) ?? _due.Row.LastCompleted,
            ActiveModel = _due.Row.Key.Flow == FlowKind.Training ? Models.ModelVersions.Active(_workspace.PathsOf(_due.Instance.Directory))?.Version : null,
        };
        var outcome = ended.Status switch
        {
            RunStatus.Completed => StepOutcome.Completed,
            RunStatus.Cancelled => StepOutcome.Cancelled,
            _ => StepOutcome.Failed,
        };
        // As of the day, a flow is judged by the version that it has of it.
        var facts = _due.Snapshot.Facts(after);
        facts = ended.AsOf is not null && CompletedSnapshot.OfAny(ended) is { } made ? facts with { LastFailure = null, LastCompleted = made.FactsOn(ended.AsOf) } : facts;
        return new FlowOutcome(outcome, facts, ended.Id, ended.EndedAt - ended.StartedAt, ended.Error?.Message, ended.Error?.Type) { Attempts = ended.Attempt };
    }

    // A repetition that made the same has nothing to show; of another one people want to see what differs.
    private static void DropWhatIsSame(RunRecord ended)
    {
        foreach (var folder in (string[])["data", "workflow"])
        {
            if (ended.Replay!.IsSame == true && Path.Combine(ended.LogPath, folder) is var path && Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
        }
    }

    // A clock that was set back must not make a run end before it began.
    private DateTimeOffset Now() => _workspace.Time.GetUtcNow() is var now && now < _run.CreatedAt ? _run.CreatedAt : now;

    // The end of the id is random, and in the record: the waits of a run can be told again.
    private static ulong SeedOf(Guid run)
    {
        Span<byte> bytes = stackalloc byte[16];
        run.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
    }

    private RunRecord NewRun(RunSettings settings)
    {
        var id = _due.Claimed?.Id ?? Guid.CreateVersion7();
        var (instance, flow, state) = (_due.Instance, _due.Row.Key, _due.State);
        return new RunRecord
        {
            Id = id,
            Type = FlowPairing.Of(instance.Type).First(p => p.Flow == flow.Flow).RunType,
            Instance = instance.Id,
            InstanceName = instance.Name,
            Flow = flow.Flow,
            Status = RunStatus.Pending,
            Trigger = _due.Claimed?.Trigger ?? new RunTrigger(_due.Session is null ? settings.Trigger : TriggerKind.Interactive, _workspace.Actor),
            CreatedAt = _due.Claimed?.CreatedAt ?? _workspace.Time.GetUtcNow(),
            Plan = settings.Plan,
            Definition = _due.Repeats?.Definition ?? instance.Definition,
            Revision = _due.Repeats is { } again ? again.Revision : _workspace.Definitions.RevisionOf(instance.Definition),
            DefinitionHash = _due.Repeats?.DefinitionHash ?? _due.Facts.DefinitionHash,
            ConfigHash = _due.Repeats?.ConfigHash ?? _due.Facts.ConfigHash,
            Parameters = _due.Repeats?.Parameters ?? (settings.Parameters is { } told && told.Flow == flow ? told.Value : null),
            UsedHashes = _due.Repeats?.UsedHashes ?? _due.Upstreams.Where(u => !u.Edge.CarriesData).DistinctBy(u => u.Edge.Upstream).ToDictionary(u => u.Edge.Upstream.ToString(), u => u.State.Facts.UseHash),
            AsOf = settings.Time.AsOf,
            Side = _due.IsSide,
            Replay = _due.Repeats is { } repeated ? new RunReplay(repeated.Id, repeated.Output!.Version) : null,
            Overrides = _due.IsForced && _due.Session is null && (state.Status == FlowStatus.Ready || state.UpstreamBlocker is not null) ? ["force"] : settings.AcceptDelayed ? ["accept_delayed"] : [],
            Reasons = _due.Repeats is not null ? [] : [.. state.Reasons.Select(r => ReasonNames.Document(r, _due.Snapshot.NameOf))],
            Runner = RunJournal.Runner,
            LogPath = _due.Repeats is { } of ? Path.Combine(_workspace.PathsOf(instance.Directory).RunLogs(of.Id), $"replay-{id:D}") : _workspace.PathsOf(instance.Directory).RunLogs(id),
        };
    }
}
