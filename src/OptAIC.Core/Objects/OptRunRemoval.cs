using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC;

/// <summary>What becomes of a run whose removal was asked for.</summary>
public sealed record OptRunRemoval
{
    /// <summary>Id of the run.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>How it ended.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Version of the published files that goes with it; <c>null</c> when what it published stays.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Bytes that its record, logs, metrics, artifacts and the version that goes with it take; 0 for one that is kept.</summary>
    public long Size { get; init; }

    /// <summary>Why it is kept; <c>null</c> when it is removed.</summary>
    public string? KeptBecause { get; init; }

    /// <summary>Whether it is removed.</summary>
    public bool IsRemoved => KeptBecause is null;
}
