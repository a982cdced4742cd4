using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Schedules;

/// <summary>What came of a schedule.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ScheduleEventKind>))]
public enum ScheduleEventKind
{
    /// <summary>A run was started.</summary>
    Started,

    /// <summary>It completed.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,

    /// <summary>The flow was running already, so that nothing was started.</summary>
    Skipped,

    /// <summary>Nothing was started, and it is not made up for.</summary>
    Missed,

    /// <summary>It is due and cannot start yet.</summary>
    Waiting,

    /// <summary>People should know: a run failed, a refresh is overdue, data are behind.</summary>
    Alert,

    /// <summary>What people were alerted to is over.</summary>
    Recovered,
}
