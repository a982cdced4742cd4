using OptAIC.Engine.Workspaces;
using OptAIC.Schedules;

namespace OptAIC.Engine.Facade;

/// <summary>Tries cron expressions out; no workspace is needed.</summary>
public static class Occurrences
{
    /// <summary>When an expression fires, in the order asked for; fewer than asked for, or none, where it fires no more.</summary>
    /// <exception cref="InvalidCronException">The expression cannot be read.</exception>
    /// <exception cref="UnknownTimeZoneException">The zone is not known on this machine.</exception>
    public static IReadOnlyList<OptOccurrence> Of(OccurrenceRequest request)
    {
        var (cron, zone) = (CronExpression.Parse(request.Cron), ZoneOffsets.Of(TimeZones.Find(request.TimeZone ?? "UTC")));
        var occurrences = new List<OptOccurrence>();
        var (at, inclusive) = (request.From ?? DateTimeOffset.UtcNow, request.Inclusive);
        while (occurrences.Count < request.Count
            && (request.Previous ? cron.Previous(at, zone, inclusive) : cron.Next(at, zone, inclusive)) is { } found)
        {
            occurrences.Add(new OptOccurrence { Utc = found.Time.ToUniversalTime(), Local = found.Time, Rule = found.Rule });
            (at, inclusive) = (found.Time, false);
        }

        return occurrences;
    }
}
