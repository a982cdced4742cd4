namespace OptAIC.Schedules;

/// <summary>A stretch of time in which a zone keeps its offset.</summary>
/// <param name="Start">Its first second, in UTC since the beginning of year 1.</param>
/// <param name="End">The second behind its last.</param>
/// <param name="Offset">Seconds that the wall clock is ahead of UTC.</param>
internal readonly record struct ZoneSegment(long Start, long End, int Offset);
