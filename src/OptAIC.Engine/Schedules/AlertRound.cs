using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>
/// Finds what people should know of the scheduled flows: a run failed, a refresh is overdue by more than its grace, data are behind. They are told once,
/// again when it becomes something else, and when it is over.
/// </summary>
internal sealed class AlertRound(WorkspaceContext workspace, ScheduleReader reader)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, UpdateFrequency> _frequencies = [];

    /// <summary>Looks, and tells.</summary>
    /// <param name="due">What schedules ask for now.</param>
    /// <param name="cancellation">Ends the waiting for the guard.</param>
    /// <returns>What has to be told now, and the flows of which alerts stand.</returns>
    public (IReadOnlyList<OptScheduleEvent> News, IReadOnlyCollection<FlowKey> Standing) Look(DueFlows due, CancellationToken cancellation)
    {
        var now = workspace.Time.GetUtcNow();
        var conditions = Conditions(due, now);
        if (!due.Rows.Any(r => IsNews(r, conditions)))
        {
            return ([], conditions.Keys);
        }

        using var guard = GuardFile.TryAcquire(workspace.Paths.ScheduleGuard, Patience, cancellation) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
        var snapshot = new WorkspaceSnapshot(workspace);
        var news = new List<OptScheduleEvent>();
        foreach (var row in workspace.Registry.Schedules().Where(r => IsNews(r, conditions)))
        {
            if (snapshot.Find(row.Key.Instance) is { } instance)
            {
                var condition = conditions.GetValueOrDefault(row.Key);
                ScheduleProgress.Write(workspace, instance, row with { Alert = condition?.Key });
                news.Add(Tell(instance, row, condition, now));
            }
        }

        return (news, conditions.Keys);
    }

    private static bool IsNews(ScheduleRow row, Dictionary<FlowKey, AlertCondition> conditions) => row.Alert != conditions.GetValueOrDefault(row.Key)?.Key;

    private OptScheduleEvent Tell(InstanceRow instance, ScheduleRow row, AlertCondition? condition, DateTimeOffset now)
    {
        var flow = $"{instance.Name}.{SnakeCase.Of(row.Key.Flow)}";
        var message = condition?.Message ?? $"over: {row.Alert}";
        workspace.Activity.Append(
            condition?.Action ?? AlertCondition.Recovered, flow,
            ("message", message), ("run", condition?.Run?.ToString("D")), ("planned_at", condition?.PlannedAt is { } planned ? UtcTimeConverter.ToText(planned) : null));
        return new OptScheduleEvent
        {
            Time = now,
            Kind = condition is null ? ScheduleEventKind.Recovered : ScheduleEventKind.Alert,
            Instance = instance.Name,
            Flow = row.Key.Flow,
            PlannedAt = condition?.PlannedAt,
            Run = condition?.Run,
            Message = message,
        };
    }

    private Dictionary<FlowKey, AlertCondition> Conditions(DueFlows due, DateTimeOffset now)
    {
        var timed = due.Timed.ToDictionary(t => t.Row.Key);
        var outcomes = workspace.Registry.ScheduleOutcomes().ToDictionary(o => o.Key);
        var claims = workspace.Registry.Runs(new RunQuery { IsScheduled = true, Ended = false, Status = RunStatus.Pending }).ToLookup(c => c.Key);
        var conditions = new Dictionary<FlowKey, AlertCondition>();
        foreach (var row in due.Rows)
        {
            var schedule = reader.Read(row);
            if (!schedule.IsEnabled || schedule.Kind == ScheduleKind.Manual)
            {
                continue;
            }

            var outcome = outcomes.GetValueOrDefault(row.Key);
            var broken = schedule.Problem is { } problem ? new AlertCondition(row.Key, "broken", AlertCondition.Broken, problem) : null;
            var condition = broken ?? (outcome is null ? null : Failure(outcome)) ?? Overdue(row, schedule, timed.GetValueOrDefault(row.Key), claims[row.Key], now) ?? Stale(row, schedule, outcome, now);
            if (condition is not null)
            {
                conditions.Add(row.Key, condition);
            }
        }

        return conditions;
    }

    // The last run failed; or its runner is gone, which nobody has written down yet.
    private AlertCondition? Failure(ScheduleOutcome outcome)
    {
        if (outcome.ActiveRun is { } active && workspace.Registry.Instance(outcome.Key.Instance) is { } instance)
        {
            var seen = ActiveRun.Look(workspace.PathsOf(instance.Directory), outcome.Key.Flow, instance.Flows.Count == 1, active, workspace.Time.GetUtcNow());
            return seen is ActiveRun.Lost lost
                ? new(outcome.Key, $"failed: {FailureFacts.Lost}", AlertCondition.RunFailure, LostRun.Message(lost.Record)) { Run = active }
                : null;
        }

        return outcome.FailedRun is { } failed
            ? new(outcome.Key, $"failed: {outcome.ErrorType}", AlertCondition.RunFailure, outcome.Error!) { Run = failed }
            : null;
    }

    private AlertCondition? Overdue(ScheduleRow row, FlowSchedule schedule, TimedWork? work, IEnumerable<RunRow> claims, DateTimeOffset now)
    {
        if (!schedule.IsTimed)
        {
            return null;
        }

        var delay = schedule.DelayOf(row.Key);
        var planned = work?.Work.Due?.Time ?? (claims.Any(IsLeft) ? row.Handled : null);
        return planned is { } time && now - delay - time > schedule.Grace
            ? new(row.Key, "overdue", AlertCondition.Overdue, string.Create(CultureInfo.InvariantCulture, $"planned for {time.UtcDateTime:yyyy-MM-dd HH:mm:ss'Z'} and not started"))
            {
                PlannedAt = time.ToUniversalTime(),
            }
            : null;
    }

    // A claim that somebody is about to run is no reason to worry.
    private bool IsLeft(RunRow claim) =>
        workspace.Registry.Instance(claim.Key.Instance) is { } instance && ClaimedRun.Read(workspace, instance, claim.Id) is { } record && ClaimedRun.HolderOf(record) != ClaimHolder.Here;

    private AlertCondition? Stale(ScheduleRow row, FlowSchedule schedule, ScheduleOutcome? outcome, DateTimeOffset now)
    {
        if (row.Frequency is null || outcome?.Completed is not { } completed)
        {
            return null;
        }

        if (!_frequencies.TryGetValue(row.Frequency, out var frequency))
        {
            _frequencies.Add(row.Frequency, frequency = JsonSerializer.Deserialize(row.Frequency, LineJson.Default.UpdateFrequency)!);
        }

        var zone = row.Zone is { } own ? workspace.Zone(own) : schedule.Times?.Zone.Zone ?? workspace.Zone(null);
        var calendar = workspace.Calendar(frequency.Calendar);
        return ExpectedDataDate.On(frequency, new EvaluationTime(now).DayIn(zone), calendar) is { } expected
            && !(completed.LastDataDate >= ExpectedDataDate.WithGrace(frequency, expected, calendar))
                ? new(row.Key, "stale", AlertCondition.Stale, string.Create(CultureInfo.InvariantCulture, $"last data date {completed.LastDataDate:yyyy-MM-dd}, expected {expected:yyyy-MM-dd}"))
                : null;
    }
}
