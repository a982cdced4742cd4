using OptAIC.Model;
using OptAIC.Runs;
using OptAIC.Runs.Conditions;

namespace OptAIC.Engine.Registry;

/// <summary>A run as the registry knows it.</summary>
internal sealed record RunRow
{
    public required Guid Id { get; init; }

    public required FlowKey Key { get; init; }

    public required RunType Type { get; init; }

    public required RunStatus Status { get; init; }

    public required TriggerKind Trigger { get; init; }

    public required string Actor { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int Attempt { get; init; } = 1;

    public int? ExitCode { get; init; }

    public string? ErrorType { get; init; }

    public string? Error { get; init; }

    public required string Definition { get; init; }

    public required string Host { get; init; }

    public string? DataVersion { get; init; }

    public DateOnly? LastDataDate { get; init; }

    public DateOnly? AsOf { get; init; }

    public bool Side { get; init; }

    public Guid? ReplayOf { get; init; }

    /// <summary>Whether it was started for a planned instant.</summary>
    public bool HasOccurrence { get; init; }

    /// <summary>Whether the flow's status goes by it, as a record says it.</summary>
    public bool Counts => !Side && Trigger is not (TriggerKind.Replay or TriggerKind.Interactive);
}

/// <summary>Which runs to list.</summary>
internal sealed record RunQuery
{
    public Guid? Instance { get; init; }

    public FlowKind? Flow { get; init; }

    public RunStatus? Status { get; init; }

    /// <summary>Only those of these flows; <c>null</c> is all.</summary>
    public IReadOnlyCollection<FlowKey>? Flows { get; init; }

    /// <summary>Only those that have an end, or have none.</summary>
    public bool? Ended { get; init; }

    /// <summary>Only those that a schedule asked for.</summary>
    public bool IsScheduled { get; init; }

    /// <summary>Only those for which it holds, by what the registry knows of them.</summary>
    public RunTest? Where { get; init; }

    /// <summary>Beginning of the id.</summary>
    public string? IdPrefix { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
