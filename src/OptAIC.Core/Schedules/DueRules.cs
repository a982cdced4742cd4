namespace OptAIC.Schedules;

/// <summary>What is due, as a function of the schedule, of how far it has come, and of the time. A clock that is set back makes nothing due again.</summary>
public static class DueRules
{
    /// <summary>More missed occurrences than this are not counted.</summary>
    public const int MostCounted = 1000;

    /// <summary>What a schedule asks for.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="mark">How far it has come.</param>
    /// <param name="delay">How long behind the planned instants its flow is started.</param>
    /// <param name="now">The time.</param>
    public static DueWork Of(FlowSchedule schedule, ScheduleMark mark, TimeSpan delay, DateTimeOffset now)
    {
        if (!schedule.IsTimed || schedule.Previous(now - delay, inclusive: true) is not { } newest || !IsAfter(schedule, newest, mark))
        {
            return DueWork.None;
        }

        var first = After(schedule, mark) ?? newest;
        if (schedule.CatchUp == CatchUp.All)
        {
            return new DueWork(first, 0, null, null);
        }

        if (schedule.CatchUp == CatchUp.Skip && now - delay - newest.Time > schedule.Grace)
        {
            return new DueWork(null, Count(schedule, first, newest) + 1, first, newest);
        }

        return first.Time < newest.Time
            ? new DueWork(newest, Count(schedule, first, newest), first, schedule.Previous(newest.Time))
            : new DueWork(newest, 0, null, null);
    }

    /// <summary>The first occurrence that has not been decided; <c>null</c> when there is none.</summary>
    public static Occurrence? After(FlowSchedule schedule, ScheduleMark mark)
    {
        var found = schedule.Next(mark.Instant);
        while (found is { } next && !IsAfter(schedule, next, mark))
        {
            found = schedule.Next(next.Time);
        }

        return found;
    }

    // A fixed time whose like on the wall clock has been decided is not due again, though zone data may put it at another instant.
    private static bool IsAfter(FlowSchedule schedule, Occurrence occurrence, ScheduleMark mark) =>
        occurrence.Time > mark.Instant && (schedule.Times!.IsInterval || mark.Wall is not { } wall || occurrence.Wall > wall);

    private static int Count(FlowSchedule schedule, Occurrence first, Occurrence end)
    {
        var count = 0;
        for (Occurrence? at = first; at is { } missed && missed.Time < end.Time && count < MostCounted; at = schedule.Next(missed.Time))
        {
            count++;
        }

        return count;
    }
}
