using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC;

/// <summary>One execution of one flow; immutable once ended.</summary>
public sealed record OptRun
{
    /// <summary>Id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>Id of the instance.</summary>
    public required Guid InstanceId { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>What it is a run of.</summary>
    public required RunType Type { get; init; }

    /// <summary>State; a run whose runner is gone is seen as failed.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>What started it.</summary>
    public required TriggerKind Trigger { get; init; }

    /// <summary>Who started it.</summary>
    public string? Actor { get; init; }

    /// <summary>Id of the plan that it is a part of; <c>null</c> for a run by itself, and in lists.</summary>
    public Guid? Plan { get; init; }

    /// <summary>When it was claimed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it took, or has taken so far.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;

    /// <summary>The present attempt, or the last one, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The attempts before it, oldest first: all of them failed.</summary>
    public IReadOnlyList<OptAttempt> EarlierAttempts { get; init; } = [];

    /// <summary>Type of its error; <c>lost</c> when its runner died.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Its error in one line.</summary>
    public string? Error { get; init; }

    /// <summary>Exit code of its program, if it ran one.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Version of the data that it published.</summary>
    public string? DataVersion { get; init; }

    /// <summary>Latest date in the data that it published.</summary>
    public DateOnly? LastDataDate { get; init; }

    /// <summary>The day as of which it ran; <c>null</c> is the day on which it ran.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether it made a version beside the current one, because that is of a later day.</summary>
    public bool IsSide { get; init; }

    /// <summary>The run that it repeats, if it is a replay.</summary>
    public Guid? ReplayOf { get; init; }

    /// <summary>Of a replay, whether it made the same output as the run that it repeats.</summary>
    public bool? IsReproduced { get; init; }

    /// <summary>Metrics by name.</summary>
    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>Files that it left, with size and hash.</summary>
    public IReadOnlyList<OptArtifact> Artifacts { get; init; } = [];

    /// <summary>What it found worth saying: what its program reported, and what was read and set right or left out.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Every contract that was checked, those that held too.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    /// <summary>Data versions that it read, by upstream flow (<c>prices.refresh</c>).</summary>
    public IReadOnlyDictionary<string, string> InputVersions { get; init; } = new Dictionary<string, string>();

    /// <summary>Why it was allowed to run.</summary>
    public IReadOnlyList<OptReason> Reasons { get; init; } = [];

    /// <summary>The steps of a workflow, in the order in which they are written.</summary>
    public IReadOnlyList<OptRunStep> Steps { get; init; } = [];

    /// <summary>The items of data that a workflow was given.</summary>
    public IReadOnlyList<OptDataItem> Data { get; init; } = [];

    /// <summary>The environment that its programs had; <c>null</c> when they had what the machine has.</summary>
    public OptRunEnvironment? Environment { get; init; }

    /// <summary>What its programs used; <c>null</c> when it ran none.</summary>
    public OptRunResources? Resources { get; init; }

    /// <summary>Definition with version, as it ran.</summary>
    public string? Definition { get; init; }

    /// <summary>The revision of the repository in which its definition lay when it was registered; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? Revision { get; init; }

    /// <summary>Host on which it ran.</summary>
    public string? Host { get; init; }

    /// <summary>Process id of its runner.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Log folder of the present attempt, or the last one.</summary>
    public required string LogPath { get; init; }
}
