using OptAIC.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>
/// Works out what is due and claims it, a pending run record for each: under a guard of the workspace, so that of any number of callers one claims. What
/// was claimed and not begun, because its claimer died, is taken up again.
/// </summary>
internal sealed class DueRound
{
    // Only held while statuses are computed and claims written.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkspaceContext _workspace;
    private readonly ScheduleReader _reader;
    private readonly IReadOnlySet<Guid> _inHand;
    private readonly DateTimeOffset _now;
    private readonly List<ClaimedFlow> _claims = [];
    private readonly List<OptScheduleEvent> _events = [];
    private WorkspaceSnapshot? _snapshot;

    private DueRound(WorkspaceContext workspace, ScheduleReader reader, IReadOnlySet<Guid> inHand)
    {
        (_workspace, _reader, _inHand) = (workspace, reader, inHand);
        _now = workspace.Time.GetUtcNow();
    }

    private WorkspaceSnapshot Snapshot => _snapshot ??= new WorkspaceSnapshot(_workspace);

    /// <summary>Claims what is due.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="reader">Reads schedules.</param>
    /// <param name="inHand">Claims that the caller is about to run, or has tried.</param>
    /// <param name="latest">The last planned instant that is wanted; <c>null</c> is now.</param>
    /// <param name="cancellation">Ends the waiting for the guard.</param>
    public static DueFindings Claim(WorkspaceContext workspace, ScheduleReader reader, IReadOnlySet<Guid> inHand, DateTimeOffset? latest, CancellationToken cancellation)
    {
        var round = new DueRound(workspace, reader, inHand);
        var until = latest < round._now ? latest.Value : round._now;
        var due = DueFlows.Look(workspace, reader, until, withNext: latest is null);
        if (!due.IsNone)
        {
            using var guard = GuardFile.TryAcquire(workspace.Paths.ScheduleGuard, Patience, cancellation) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
            round.ForgetUnwritten(due.Claims);
            // As whoever had the guard before left it.
            due = DueFlows.Look(workspace, reader, until, withNext: latest is null);
            round.Claim(due);
        }

        return new DueFindings(round._claims, round._events, due);
    }

    private void ForgetUnwritten(IReadOnlyList<RunRow> claims)
    {
        foreach (var claim in claims)
        {
            if (Snapshot.Find(claim.Key.Instance) is { } instance && !File.Exists(_workspace.PathsOf(instance.Directory).RunRecord(claim.Id)))
            {
                _workspace.Registry.ClaimForgotten(claim.Id);
                InstanceReindex.Schedules(_workspace, _workspace.Registry, instance.Directory);
            }
        }
    }

    private void Claim(DueFlows due)
    {
        var candidates = new DueCandidates(_workspace, _reader, Snapshot, _now, _inHand).Of(due, Miss);
        if (candidates.Count == 0)
        {
            return;
        }

        var request = new FlowRunRequest
        {
            Targets = [.. candidates.Keys.Select(k => new FlowTarget(k.Instance.ToString("D"), k.Flow))],
            Trigger = TriggerKind.Schedule,
        };
        var plan = FlowPlan.Create(Snapshot, request, _now);
        foreach (var step in plan.Steps)
        {
            Decide(plan, step, candidates[step.Flow]);
        }
    }

    private void Miss(RunRecord claim)
    {
        const string why = "it could not start before the next one was due";
        ClaimedRun.Withdraw(_workspace, Snapshot.InstanceOf(claim.Key), claim.Id, new RunError(ClaimedRun.Missed, why));
        _events.Add(Event(claim.Key, ScheduleEventKind.Missed, why) with { PlannedAt = claim.Trigger.Occurrence!.PlannedAt, Run = claim.Id, Count = 1 });
    }

    private void Decide(FlowPlan plan, PlannedFlow step, DueCandidate candidate)
    {
        var overlap = plan.Settings.PolicyOf(Snapshot.Flow(step.Flow).Policy).Overlap ?? OverlapPolicy.Skip;
        switch (step.Action)
        {
            case PlanAction.Blocked:
                Wait(candidate, $"{Snapshot.NameOf(step.Reasons[0].Root.Flow)}: {step.Reasons[0].Root.Detail}");
                break;
            case PlanAction.Wait when overlap is OverlapPolicy.Skip or OverlapPolicy.Fail:
                Skip(candidate, $"busy: {step.Reasons[0].Detail}");
                break;
            default:
                Start(candidate);
                break;
        }
    }

    private void Start(DueCandidate candidate)
    {
        var instance = Snapshot.InstanceOf(candidate.Flow);
        switch (candidate)
        {
            case DueCandidate.Left { Claim: var claim }:
                _claims.Add(new ClaimedFlow(claim, instance.Name));
                break;
            case DueCandidate.Called { Upstreams: var upstreams }:
                Claim(instance, NewClaim(instance, candidate.Flow, TriggerKind.Upstream, new RunOccurrence(candidate.Flow.ToString(), _now) { Upstreams = upstreams }));
                break;
            case DueCandidate.Planned { Work: var work }:
                Miss(work, "nothing looked for what was due");
                if (work.Work.Due is { } occurrence)
                {
                    var claim = NewClaim(instance, candidate.Flow, TriggerKind.Schedule, new RunOccurrence(candidate.Flow.ToString(), occurrence.Time.ToUniversalTime()) { Wall = occurrence.Wall });
                    Claim(instance, claim with { AsOf = AsOf(work.Schedule, occurrence) });
                }

                break;
        }
    }

    private void Claim(InstanceRow instance, RunRecord claim)
    {
        if (ClaimedRun.TryWrite(_workspace, instance, claim))
        {
            _claims.Add(new ClaimedFlow(claim, instance.Name));
        }
        else if (_workspace.Registry.Schedule(claim.Key) is { } row && claim.Trigger.Occurrence is { } occurrence)
        {
            // Claimed by somebody whom this registry remembers and the schedule does not.
            ScheduleProgress.Write(_workspace, instance, row.Decided(occurrence.PlannedAt, occurrence.Wall));
        }
    }

    private RunRecord NewClaim(InstanceRow instance, FlowKey flow, TriggerKind trigger, RunOccurrence occurrence)
    {
        var id = Guid.CreateVersion7(_now);
        var (definition, config) = Snapshot.HashesOf(instance);
        return new RunRecord
        {
            Id = id,
            Type = FlowPairing.Of(instance.Type).First(p => p.Flow == flow.Flow).RunType,
            Instance = instance.Id,
            InstanceName = instance.Name,
            Flow = flow.Flow,
            Status = RunStatus.Pending,
            Trigger = new RunTrigger(trigger, _workspace.Actor, occurrence),
            CreatedAt = _now,
            Definition = instance.Definition,
            DefinitionHash = definition,
            ConfigHash = config,
            Runner = RunJournal.Runner,
            LogPath = _workspace.PathsOf(instance.Directory).RunLogs(id),
        };
    }

    // What is made up for after its day is made as of that day; the latest is made as it is now.
    private DateOnly? AsOf(FlowSchedule schedule, Occurrence occurrence)
    {
        var planned = DateOnly.FromDateTime(occurrence.Time.DateTime);
        return schedule.CatchUp == CatchUp.All && planned < new EvaluationTime(_now).DayIn(schedule.Times!.Zone.Zone) ? planned : null;
    }

    private void Wait(DueCandidate candidate, string why)
    {
        if (candidate is DueCandidate.Planned { Work: var work })
        {
            Miss(work, why);
            if (work.Work.Due is null)
            {
                return;
            }
        }

        _events.Add(Event(candidate.Flow, ScheduleEventKind.Waiting, why) with
        {
            PlannedAt = candidate switch
            {
                DueCandidate.Planned planned => planned.Work.Work.Due?.Time.ToUniversalTime(),
                DueCandidate.Left left => left.Claim.Trigger.Occurrence!.PlannedAt,
                _ => null,
            },
            Run = (candidate as DueCandidate.Left)?.Claim.Id,
        });
    }

    private void Skip(DueCandidate candidate, string why)
    {
        var instance = Snapshot.InstanceOf(candidate.Flow);
        if (candidate is DueCandidate.Left { Claim: var claim })
        {
            ClaimedRun.Withdraw(_workspace, instance, claim.Id, new RunError(ClaimedRun.Skipped, why));
            _events.Add(Event(candidate.Flow, ScheduleEventKind.Skipped, why) with { PlannedAt = claim.Trigger.Occurrence!.PlannedAt, Run = claim.Id });
        }
        else if (candidate is DueCandidate.Planned { Work: var work })
        {
            Miss(work, why);
            if (work.Work.Due is { } due)
            {
                ScheduleProgress.Write(_workspace, instance, RowOf(work).Decided(due.Time.ToUniversalTime(), due.Wall));
                _workspace.Activity.Append("schedule.skipped", Snapshot.NameOf(candidate.Flow), ("planned_at", UtcTimeConverter.ToText(due.Time)), ("reason", why));
                _events.Add(Event(candidate.Flow, ScheduleEventKind.Skipped, why) with { PlannedAt = due.Time.ToUniversalTime() });
            }
        }
    }

    // Written down before what follows is claimed: a kill in between is found by the next caller as if nobody had missed anything.
    private void Miss(TimedWork work, string why)
    {
        if (work.Work is not { Missed: > 0 and var count, FirstMissed: { } first, LastMissed: { } last })
        {
            return;
        }

        why = work.Work.Due is null ? $"later than {work.Schedule.Grace}, and not caught up" : why;
        ScheduleProgress.Write(_workspace, Snapshot.InstanceOf(work.Row.Key), RowOf(work).Decided(last.Time.ToUniversalTime(), last.Wall));
        _workspace.Activity.Append(
            "schedule.missed", Snapshot.NameOf(work.Row.Key),
            ("count", count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("first", UtcTimeConverter.ToText(first.Time)), ("last", UtcTimeConverter.ToText(last.Time)), ("reason", why));
        _events.Add(Event(work.Row.Key, ScheduleEventKind.Missed, why) with { PlannedAt = last.Time.ToUniversalTime(), Count = count });
    }

    private ScheduleRow RowOf(TimedWork work) => _workspace.Registry.Schedule(work.Row.Key) ?? work.Row;

    private OptScheduleEvent Event(FlowKey flow, ScheduleEventKind kind, string? message) => new()
    {
        Time = _now,
        Kind = kind,
        Instance = Snapshot.InstanceOf(flow).Name,
        Flow = flow.Flow,
        Message = message,
    };
}
