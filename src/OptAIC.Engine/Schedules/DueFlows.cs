using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Schedules;

namespace OptAIC.Engine.Schedules;

/// <summary>What the schedules of a workspace ask for at a moment, by the registry alone: no file is opened and no status computed.</summary>
/// <param name="Rows">All schedules.</param>
/// <param name="Timed">Those for which a planned instant has come.</param>
/// <param name="Upstream">Those that wait for versions of upstreams.</param>
/// <param name="Claims">Runs that schedules asked for and that have not ended. Which of them have not begun only their records say: the registry is told a moment before.</param>
/// <param name="Next">The next planned instant at which one is to be started; <c>null</c> when there is none.</param>
internal sealed record DueFlows(IReadOnlyList<ScheduleRow> Rows, IReadOnlyList<TimedWork> Timed, IReadOnlyList<ScheduleRow> Upstream, IReadOnlyList<RunRow> Claims, DateTimeOffset? Next)
{
    /// <summary>Whether there is nothing to look into.</summary>
    public bool IsNone => Timed.Count == 0 && Upstream.Count == 0 && Claims.Count == 0;

    /// <summary>Looks.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="reader">Reads schedules.</param>
    /// <param name="now">The time.</param>
    /// <param name="withNext">Whether the next planned instant is wanted.</param>
    public static DueFlows Look(WorkspaceContext workspace, ScheduleReader reader, DateTimeOffset now, bool withNext = false)
    {
        var rows = workspace.Registry.Schedules();
        var (timed, upstream) = (new List<TimedWork>(), new List<ScheduleRow>());
        DateTimeOffset? next = null;
        foreach (var row in rows)
        {
            var schedule = reader.Read(row);
            if (schedule.IsTimed)
            {
                var delay = schedule.DelayOf(row.Key);
                if (DueRules.Of(schedule, row.Mark, delay, now) is var work && work != DueWork.None)
                {
                    timed.Add(new TimedWork(row, schedule, work));
                }

                if (withNext && schedule.Next(now - delay) is { } planned && (next is null || planned.Time + delay < next))
                {
                    next = planned.Time + delay;
                }
            }
            else if (schedule is { Kind: ScheduleKind.Upstream, IsEnabled: true })
            {
                upstream.Add(row);
            }
        }

        return new DueFlows(rows, timed, upstream, workspace.Registry.Runs(new RunQuery { IsScheduled = true, Ended = false }), next);
    }
}

/// <summary>A flow for which a planned instant has come.</summary>
/// <param name="Row">Its schedule in the registry.</param>
/// <param name="Schedule">Its schedule.</param>
/// <param name="Work">What it asks for.</param>
internal sealed record TimedWork(ScheduleRow Row, FlowSchedule Schedule, DueWork Work);
