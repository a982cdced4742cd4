namespace OptAIC.Schedules;

/// <summary>How far a schedule has come: what is planned up to there has been decided, one way or another.</summary>
/// <param name="Instant">The instant.</param>
/// <param name="Wall">
/// The time on the wall clock that the last decided occurrence meant; <c>null</c> when none was yet. Two machines whose zone data differ do not agree
/// on the instants of a fixed time, but they do on the times.
/// </param>
public readonly record struct ScheduleMark(DateTimeOffset Instant, DateTime? Wall = null);
