using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC;

/// <summary>A flow of an instance, with its computed status.</summary>
public sealed record OptFlow
{
    /// <summary>Id of the flow's deployment handle.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The flow within the instance.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>Computed status.</summary>
    public required FlowStatus Status { get; init; }

    /// <summary>Why it has that status; empty when ready.</summary>
    public IReadOnlyList<OptReason> Reasons { get; init; } = [];

    /// <summary>Version of its published data.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Latest date in its published data.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>Of a training, the version of the model that is active.</summary>
    public string? ActiveModel { get; init; }

    /// <summary>Id of the last ended run.</summary>
    public Guid? LastRun { get; init; }

    /// <summary>When the last ended run ended.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>How the last ended run ended; cancelled ones do not count.</summary>
    public RunStatus? LastOutcome { get; init; }

    /// <summary>When it runs by itself, in a few words: <c>cron 0 6 * * 1-5</c>; <c>null</c> when somebody starts it.</summary>
    public string? Schedule { get; init; }

    /// <summary>The next planned instant; <c>null</c> when there is none.</summary>
    public DateTimeOffset? NextRunAt { get; init; }

    /// <summary>Id of the run that is under way.</summary>
    public Guid? ActiveRun { get; init; }

    /// <summary>The flow as people write it: <c>prices.refresh</c>.</summary>
    public override string ToString() => $"{Instance}.{SnakeCase.Of(Flow)}";
}
