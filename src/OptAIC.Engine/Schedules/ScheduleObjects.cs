using System.Globalization;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>Makes the schedules that people see.</summary>
internal sealed class ScheduleObjects
{
    private readonly WorkspaceSnapshot _snapshot;
    private readonly FlowStates _states;
    private readonly Dictionary<FlowKey, RunStatus> _outcomes;
    private readonly ILookup<FlowKey, RunRow> _claims;
    private readonly DateTimeOffset _now;

    public ScheduleObjects(WorkspaceContext workspace, WorkspaceSnapshot snapshot, FlowStates states)
    {
        (_snapshot, _states) = (snapshot, states);
        _now = workspace.Time.GetUtcNow();
        _outcomes = workspace.Registry.ScheduledRuns().ToDictionary();
        _claims = workspace.Registry.Runs(new RunQuery { IsScheduled = true, Ended = false, Status = RunStatus.Pending }).ToLookup(r => r.Key);
    }

    /// <summary>The flows that have a schedule.</summary>
    public IEnumerable<FlowKey> Flows => _snapshot.Schedules.Flows;

    /// <summary>The schedule of a flow; one that has none is started by somebody.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="count">How many of the next instants to list.</param>
    /// <param name="from">The instant that they come after; now when left out.</param>
    public OptSchedule Of(FlowKey flow, int count, DateTimeOffset? from)
    {
        var known = _snapshot.Schedules.Of(flow);
        var (row, schedule) = (known?.Row, known?.Schedule ?? FlowSchedule.Manual);
        var (state, reason) = State(flow, row, schedule);
        return new OptSchedule
        {
            Instance = _snapshot.InstanceOf(flow).Name,
            InstanceId = flow.Instance,
            Flow = flow.Flow,
            Kind = schedule.Kind,
            Text = schedule.Text,
            TimeZone = schedule.Times?.Zone.Zone.Id,
            Enabled = schedule.IsEnabled && schedule.Kind != ScheduleKind.Manual,
            State = state,
            StateReason = reason,
            CatchUp = schedule.CatchUp,
            Grace = schedule.Grace,
            Jitter = schedule.Jitter,
            Delay = schedule.DelayOf(flow),
            Start = schedule.Start,
            End = schedule.End,
            Since = row?.Since,
            LastPlanned = row?.Handled,
            LastRun = row?.Run,
            LastOutcome = _outcomes.TryGetValue(flow, out var outcome) ? outcome : null,
            Alert = row?.Alert,
            Next = schedule.IsEnabled ? Next(flow, schedule, row, count, from) : [],
        };
    }

    // What has been decided does not come again, though a clock that was set back has yet to show it.
    private List<OptOccurrence> Next(FlowKey flow, FlowSchedule schedule, ScheduleRow? row, int count, DateTimeOffset? from)
    {
        var next = new List<OptOccurrence>();
        var at = from ?? _now - schedule.DelayOf(flow);
        at = from is null && row is { Mark: var mark } && mark.Instant > at ? mark.Instant : at;
        while (next.Count < count && schedule.Next(at) is { } found)
        {
            next.Add(new OptOccurrence { Flow = _snapshot.NameOf(flow), Utc = found.Time.ToUniversalTime(), Local = found.Time, Rule = found.Rule });
            at = found.Time;
        }

        return next;
    }

    private (ScheduleState State, string? Reason) State(FlowKey flow, ScheduleRow? row, FlowSchedule schedule)
    {
        var state = _states[flow];
        if (row is null || schedule.Kind == ScheduleKind.Manual)
        {
            return (ScheduleState.Manual, null);
        }

        if (!schedule.IsEnabled)
        {
            return (ScheduleState.Disabled, null);
        }

        if (schedule.Problem is { } problem)
        {
            return (ScheduleState.Broken, problem);
        }

        if (state.Status == FlowStatus.Running)
        {
            return (ScheduleState.Running, state.Reasons[0].Detail);
        }

        if (_claims[flow].Any())
        {
            return (ScheduleState.Claimed, Blocker(state) ?? "to be started by the next look for what is due");
        }

        if (schedule.Kind == ScheduleKind.Upstream)
        {
            return UpstreamCall.Of(_states, row) is not null
                ? (ScheduleState.Due, "its upstreams have published")
                : (ScheduleState.Waiting, Blocker(state) ?? "nothing new upstream");
        }

        var delay = schedule.DelayOf(flow);
        if (DueRules.Of(schedule, row.Mark, delay, _now) is { Due: { } due })
        {
            var planned = string.Create(CultureInfo.InvariantCulture, $"planned for {due.Time:yyyy-MM-dd HH:mm:ss zzz}");
            return (_now - delay - due.Time > schedule.Grace ? ScheduleState.Overdue : ScheduleState.Due, Blocker(state) is { } blocker ? $"{planned}; {blocker}" : planned);
        }

        if (row.Mark.Instant > _now)
        {
            return (ScheduleState.Waiting, "the clock was ahead when it last fired; nothing until then");
        }

        return (schedule.Next(_now - delay) is null ? ScheduleState.Over : ScheduleState.Waiting, null);
    }

    private string? Blocker(FlowState state) => state.UpstreamBlocker is { } blocker ? $"{_snapshot.NameOf(blocker.Root.Flow)}: {blocker.Root.Detail}" : null;
}
