using OptAIC.Model;
using OptAIC.Schedules;

namespace OptAIC;

/// <summary>Something that came of the schedules of a workspace.</summary>
public sealed record OptScheduleEvent
{
    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>What.</summary>
    public required ScheduleEventKind Kind { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>The flow within the instance.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>The planned instant that it is about, where there is one.</summary>
    public DateTimeOffset? PlannedAt { get; init; }

    /// <summary>The run, where there is one.</summary>
    public Guid? Run { get; init; }

    /// <summary>Of missed occurrences, how many they are.</summary>
    public int? Count { get; init; }

    /// <summary>Particulars for people: an error, or a reason.</summary>
    public string? Message { get; init; }

    /// <summary>The flow as people write it: <c>prices.refresh</c>.</summary>
    public override string ToString() => $"{Instance}.{SnakeCase.Of(Flow)}";
}
