using System.Globalization;
using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC.Cli.Output;

/// <summary>Occurrences of schedules for people.</summary>
internal static class ScheduleOutput
{
    /// <summary>One row per occurrence.</summary>
    public static void Write(Screen screen, IReadOnlyList<OptOccurrence> occurrences, bool explain)
    {
        if (occurrences.Count == 0)
        {
            screen.Line("it does not fire");
            return;
        }

        var table = explain ? new TextTable("LOCAL", "UTC", "RULE") : new TextTable("LOCAL", "UTC");
        foreach (var occurrence in occurrences)
        {
            Cell local = occurrence.Local.ToString("ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
            Cell utc = occurrence.Utc.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            table.Add(explain ? [local, utc, Of(occurrence.Rule)] : [local, utc]);
        }

        table.Write(screen);
    }

    /// <summary>One row per schedule.</summary>
    public static void WriteList(Screen screen, IReadOnlyList<OptSchedule> schedules)
    {
        var table = new TextTable("FLOW", "SCHEDULE", "ZONE", "STATE", "NEXT", "LAST PLANNED", "OUTCOME", "REASON");
        foreach (var schedule in schedules)
        {
            table.Add(
                schedule.ToString(), schedule.Text, schedule.TimeZone, Of(schedule.State),
                schedule.Next is [var next, ..] ? Words.Of(next.Utc) : "", Words.Of(schedule.LastPlanned),
                schedule.LastOutcome is { } outcome ? Words.Of(outcome) : "", (schedule.StateReason ?? schedule.Alert)?.ReplaceLineEndings(" "));
        }

        table.Write(screen);
    }

    /// <summary>All there is to say of schedules, with their next instants.</summary>
    public static void WriteExplained(Screen screen, IReadOnlyList<OptSchedule> schedules)
    {
        foreach (var schedule in schedules)
        {
            screen.Line(schedule.ToString());
            new Fields()
                .Add("  schedule", schedule.Text)
                .Add("  zone", schedule.TimeZone)
                .Add("  state", Of(schedule.State))
                .Add("  reason", schedule.StateReason)
                .Add("  alert", new Cell(schedule.Alert ?? "", Tint.Warning))
                .Add("  missed ones", schedule.TimeZone is null ? null : SnakeCase.Of(schedule.CatchUp))
                .Add("  grace", schedule.TimeZone is null ? null : Words.Of(schedule.Grace))
                .Add("  delay", schedule.Jitter == TimeSpan.Zero ? null : $"{Words.Of(schedule.Delay)}, of at most {Words.Of(schedule.Jitter)}")
                .Add("  from", Words.Of(schedule.Start))
                .Add("  until", Words.Of(schedule.End))
                .Add("  stands since", Words.Of(schedule.Since))
                .Add("  last planned", Words.Of(schedule.LastPlanned))
                .Add("  last run", Words.Short(schedule.LastRun))
                .Add("  outcome", schedule.LastOutcome is { } outcome ? Words.Of(outcome) : "")
                .Write(screen);
            if (schedule.Next.Count > 0)
            {
                Write(screen, schedule.Next, explain: true);
            }
        }
    }

    /// <summary>An event in a line.</summary>
    public static string Line(Screen screen, OptScheduleEvent news)
    {
        var planned = news.PlannedAt is { } at ? $" planned for {Words.Of(at)}" : "";
        var count = news.Count is { } missed ? $" ({(missed < DueRules.MostCounted ? "" : "at least ")}{Words.Count(missed, "occurrence")})" : "";
        var message = news.Message is { } why && news.Kind != ScheduleEventKind.Started ? $": {why.ReplaceLineEndings(" ")}" : "";
        return $"{Words.Of(news.Time)} {screen.Paint(SnakeCase.Of(news.Kind), TintOf(news.Kind))} {news}{planned}{count}{message}";
    }

    private static Tint TintOf(ScheduleEventKind kind) => kind switch
    {
        ScheduleEventKind.Completed or ScheduleEventKind.Recovered => Tint.Good,
        ScheduleEventKind.Failed or ScheduleEventKind.Alert => Tint.Bad,
        ScheduleEventKind.Started => Tint.Busy,
        _ => Tint.Warning,
    };

    private static Cell Of(ScheduleState state) => new(SnakeCase.Of(state), state switch
    {
        ScheduleState.Running or ScheduleState.Claimed => Tint.Busy,
        ScheduleState.Overdue or ScheduleState.Broken => Tint.Bad,
        ScheduleState.Due => Tint.Warning,
        ScheduleState.Waiting => Tint.Good,
        _ => Tint.Faint,
    });

    private static string Of(OccurrenceRule rule) => rule switch
    {
        OccurrenceRule.Gap => "gap → first instant after",
        OccurrenceRule.Repeat => "repeat → first only",
        _ => "normal",
    };
}
