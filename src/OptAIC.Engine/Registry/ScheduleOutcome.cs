using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>How it last went with a scheduled flow, as far as people may have to be alerted to it.</summary>
/// <param name="Key">The flow.</param>
/// <param name="ActiveRun">The run that is, or was, under way.</param>
/// <param name="FailedRun">Its last run, where that failed.</param>
/// <param name="ErrorType">How that failed.</param>
/// <param name="Error">The same, for people.</param>
/// <param name="Completed">Its last completed run.</param>
internal sealed record ScheduleOutcome(FlowKey Key, Guid? ActiveRun, Guid? FailedRun, string? ErrorType, string? Error, CompletedSnapshot? Completed);
