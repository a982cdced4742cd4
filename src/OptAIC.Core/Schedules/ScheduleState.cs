using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Schedules;

/// <summary>How it stands with a schedule.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ScheduleState>))]
public enum ScheduleState
{
    /// <summary>It starts nothing: somebody does.</summary>
    Manual,

    /// <summary>It is switched off.</summary>
    Disabled,

    /// <summary>It waits for its next instant, or for its upstreams.</summary>
    Waiting,

    /// <summary>An instant has come, and nothing was started yet.</summary>
    Due,

    /// <summary>The same for longer than its grace.</summary>
    Overdue,

    /// <summary>A run that it asked for is about to start.</summary>
    Claimed,

    /// <summary>The flow is running.</summary>
    Running,

    /// <summary>It cannot be followed on this machine.</summary>
    Broken,

    /// <summary>No instant comes any more.</summary>
    Over,
}
