using OptAIC.Definitions;
using OptAIC.Schedules;

namespace OptAIC.Engine.Facade;

/// <summary>
/// How the schedule of a flow is to be. What is left out stays as it is; one that is to fire by something else keeps what is done once it fires. Durations
/// are texts such as <c>30s</c> or <c>1h30m</c>.
/// </summary>
public sealed record ScheduleRequest
{
    /// <summary>What makes it fire; follows from what else is given when left out.</summary>
    public ScheduleKind? Kind { get; init; }

    /// <summary>Cron expression.</summary>
    public string? Cron { get; init; }

    /// <summary>Minutes between two instants.</summary>
    public int? IntervalMinutes { get; init; }

    /// <summary>When the window of an interval opens, <c>HH:mm</c>.</summary>
    public string? StartTime { get; init; }

    /// <summary>When it closes.</summary>
    public string? EndTime { get; init; }

    /// <summary>The weekdays on which it opens: <c>mon-fri</c>.</summary>
    public string? Days { get; init; }

    /// <summary>Business days only.</summary>
    public bool? BusinessDaysOnly { get; init; }

    /// <summary>Name of the calendar that says which those are.</summary>
    public string? Calendar { get; init; }

    /// <summary>Zone, IANA or as Windows names it.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The first day or instant.</summary>
    public string? Start { get; init; }

    /// <summary>The last day or instant.</summary>
    public string? End { get; init; }

    /// <summary>The longest delay behind a planned instant.</summary>
    public string? Jitter { get; init; }

    /// <summary>How late a start may be and still be in time.</summary>
    public string? Grace { get; init; }

    /// <summary>What is done about planned instants that were missed.</summary>
    public CatchUp? CatchUp { get; init; }

    /// <summary>What is done when the flow runs already.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Longest duration of an attempt.</summary>
    public string? Timeout { get; init; }

    /// <summary>Attempts after the first that fails.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Wait before the first of those.</summary>
    public string? RetryDelay { get; init; }

    /// <summary>Whether anything is started by it.</summary>
    public bool? Enabled { get; init; }
}
