using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>A run as the registry knows it.</summary>
internal sealed record RunRow(
    Guid Id,
    FlowKey Key,
    RunType Type,
    RunStatus Status,
    TriggerKind Trigger,
    string Actor,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? ErrorType,
    string? Error,
    string? DataVersion,
    DateOnly? LastDataDate);

/// <summary>Which runs to list.</summary>
internal sealed record RunQuery
{
    public Guid? Instance { get; init; }

    public FlowKind? Flow { get; init; }

    public RunStatus? Status { get; init; }

    /// <summary>Beginning of the id.</summary>
    public string? IdPrefix { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
