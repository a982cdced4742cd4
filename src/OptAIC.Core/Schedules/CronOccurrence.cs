namespace OptAIC.Schedules;

/// <summary>An instant at which a cron expression fires.</summary>
/// <param name="Time">The instant, with the offset that the zone has then.</param>
/// <param name="Rule">Why it fires then.</param>
public readonly record struct CronOccurrence(DateTimeOffset Time, OccurrenceRule Rule);
