using OptAIC.Model;

namespace OptAIC.Engine.Schedules;

/// <summary>Something about a scheduled flow that people should know, as long as it lasts.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Key">What it is; people are told again when this changes.</param>
/// <param name="Action">What the activity log calls it.</param>
/// <param name="Message">What it is, for people.</param>
internal sealed record AlertCondition(FlowKey Flow, string Key, string Action, string Message)
{
    public const string RunFailure = "run.failure_alert";
    public const string Overdue = "schedule.overdue_alert";
    public const string Broken = "schedule.broken_alert";
    public const string Stale = "dataset.stale_alert";
    public const string Recovered = "alert.recovered";

    /// <summary>The run that failed.</summary>
    public Guid? Run { get; init; }

    /// <summary>The planned instant that is overdue.</summary>
    public DateTimeOffset? PlannedAt { get; init; }
}
