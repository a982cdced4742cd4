namespace OptAIC.Schedules;

/// <summary>An instant at which a schedule fires.</summary>
/// <param name="Time">The instant, with the offset that the zone has then.</param>
/// <param name="Rule">Why it fires then.</param>
public readonly record struct Occurrence(DateTimeOffset Time, OccurrenceRule Rule)
{
    /// <summary>The time on the wall clock that is meant: that of <see cref="Time"/>, or the last one that the clock skipped when it fires after a gap.</summary>
    public DateTime Wall { get; init; } = Time.DateTime;
}
