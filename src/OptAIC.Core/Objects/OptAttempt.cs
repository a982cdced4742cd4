namespace OptAIC;

/// <summary>An attempt of a run that failed and was followed by another one.</summary>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended.</param>
/// <param name="ErrorType">Type of its error.</param>
/// <param name="Error">Its error in one line.</param>
/// <param name="LogPath">Its log folder.</param>
public sealed record OptAttempt(int Attempt, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string ErrorType, string Error, string LogPath);
