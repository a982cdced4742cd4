using System.Globalization;
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

    private static string Of(OccurrenceRule rule) => rule switch
    {
        OccurrenceRule.Gap => "gap → first instant after",
        OccurrenceRule.Repeat => "repeat → first only",
        _ => "normal",
    };
}
