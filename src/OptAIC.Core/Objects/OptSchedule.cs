using System.Text.Json.Serialization;
using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Schedules;

namespace OptAIC;

/// <summary>When a flow runs by itself, and how it stands with that.</summary>
public sealed record OptSchedule
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The flow within the instance.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>What makes it fire.</summary>
    public required ScheduleKind Kind { get; init; }

    /// <summary>The schedule in a few words: <c>cron 0 6 * * 1-5</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Its zone, IANA; <c>null</c> when it goes by no clock.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether anything is started by it.</summary>
    public required bool Enabled { get; init; }

    /// <summary>How it stands with it.</summary>
    public required ScheduleState State { get; init; }

    /// <summary>Why, where there is something to say.</summary>
    public string? StateReason { get; init; }

    /// <summary>What is done about planned instants that were missed.</summary>
    public CatchUp CatchUp { get; init; }

    /// <summary>How late a start may be and still be in time.</summary>
    public TimeSpan Grace { get; init; }

    /// <summary>The longest delay behind a planned instant.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The delay of this flow, always the same.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The first instant that counts.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The instant from which none counts any more.</summary>
    public DateTimeOffset? End { get; init; }

    /// <summary>Since when it stands as it does; what was planned before is not missed.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The last planned instant that was decided: run, skipped or missed.</summary>
    public DateTimeOffset? LastPlanned { get; init; }

    /// <summary>The last run that it asked for.</summary>
    public Guid? LastRun { get; init; }

    /// <summary>How that stands, or ended.</summary>
    public RunStatus? LastOutcome { get; init; }

    /// <summary>What people were last alerted to, while it lasts.</summary>
    public string? Alert { get; init; }

    /// <summary>The planned instants that come next.</summary>
    public IReadOnlyList<OptOccurrence> Next { get; init; } = [];

    /// <summary>Whether a look for what is due would find it.</summary>
    [JsonIgnore]
    public bool IsDue => State is ScheduleState.Due or ScheduleState.Overdue or ScheduleState.Claimed;

    /// <summary>The flow as people write it: <c>prices.refresh</c>.</summary>
    public override string ToString() => $"{Instance}.{SnakeCase.Of(Flow)}";
}
