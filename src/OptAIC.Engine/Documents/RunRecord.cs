using System.Text.Json;
using System.Text.Json.Serialization;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Documents;

/// <summary>The record of a run: <c>metadata/runs/&lt;run-id&gt;.json</c>. Immutable once it has ended.</summary>
internal sealed record RunRecord : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required Guid Id { get; init; }

    public required RunType Type { get; init; }

    public required Guid Instance { get; init; }

    public required string InstanceName { get; init; }

    public required FlowKind Flow { get; init; }

    public required RunStatus Status { get; init; }

    public required RunTrigger Trigger { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The plan that it was a part of; <c>null</c> for a run by itself.</summary>
    public Guid? Plan { get; init; }

    /// <summary>The present attempt, or the last one, from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The attempts before it, oldest first: all of them failed.</summary>
    public IReadOnlyList<RunAttempt> EarlierAttempts { get; init; } = [];

    public required string Definition { get; init; }

    public required string DefinitionHash { get; init; }

    /// <summary>The revision of the repository in which the definition lay when it was registered; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? Revision { get; init; }

    public required string ConfigHash { get; init; }

    /// <summary>What it was told at its start, with defaults; <c>null</c> where the flow takes nothing.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>What it read of each upstream flow.</summary>
    public IReadOnlyList<InputVersion> InputVersions { get; init; } = [];

    /// <summary>Definition and config hash of what it used, by flow.</summary>
    public IReadOnlyDictionary<string, string> UsedHashes { get; init; } = new Dictionary<string, string>();

    public SourceFingerprint? Source { get; init; }

    public SourceCheck? SourceCheck { get; init; }

    /// <summary>The day by which it was judged, and at whose end what it read was known.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether it made a version beside the current one, because that is of a later day.</summary>
    public bool Side { get; init; }

    /// <summary>The run that it repeats, if it is a replay.</summary>
    public RunReplay? Replay { get; init; }

    /// <summary>What was overridden to let it run: <c>force</c>, <c>accept_delayed</c>.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>Why it was allowed to run.</summary>
    public IReadOnlyList<ReasonDocument> Reasons { get; init; } = [];

    public RunOutput? Output { get; init; }

    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    public IReadOnlyList<OptArtifact> Artifacts { get; init; } = [];

    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>Every contract that was checked, those that held too.</summary>
    public IReadOnlyList<OptContractReport> Contracts { get; init; } = [];

    /// <summary>How much of the data's point-in-time is assumed.</summary>
    public JsonElement? Provenance { get; init; }

    public int? ExitCode { get; init; }

    public IReadOnlyList<string>? CommandLine { get; init; }

    /// <summary>The steps of a workflow, in the order in which they are written.</summary>
    public IReadOnlyList<RunStep> Steps { get; init; } = [];

    /// <summary>The items of data that it was given.</summary>
    public IReadOnlyList<RunData> Data { get; init; } = [];

    /// <summary>The environment that its programs had; <c>null</c> when they had what the machine has.</summary>
    public RunEnvironment? Environment { get; init; }

    /// <summary>What its programs used; <c>null</c> when it ran none.</summary>
    public RunResources? Resources { get; init; }

    public RunError? Error { get; init; }

    public required RunnerIdentity Runner { get; init; }

    /// <summary>Log folder of the present attempt, or the last one.</summary>
    public required string LogPath { get; init; }

    [JsonIgnore]
    public FlowKey Key => new(Instance, Flow);

    /// <summary>Whether it is claimed for what its flow was scheduled for, and has not begun.</summary>
    [JsonIgnore]
    public bool IsClaim => Status == RunStatus.Pending && Trigger.Occurrence is not null;

    /// <summary>Whether the flow's status goes by it: not by a version beside the current one, a repetition or a notebook that somebody works on.</summary>
    [JsonIgnore]
    public bool Counts => !Side && Trigger.Kind is not (TriggerKind.Replay or TriggerKind.Interactive);
}

/// <summary>An attempt that failed and was followed by another one.</summary>
internal sealed record RunAttempt(int Attempt, DateTimeOffset StartedAt, DateTimeOffset EndedAt, RunError Error, string LogPath);

/// <summary>A step of a run. Its status is that of a step of a plan.</summary>
internal sealed record RunStep(string Name, string Status, int Attempts)
{
    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public int? ExitCode { get; init; }

    public string? Error { get; init; }

    public IReadOnlyList<string>? CommandLine { get; init; }

    public string? LogPath { get; init; }

    public RunResources? Resources { get; init; }
}

/// <summary>An item of data that a run was given: where it lies, what it holds, and where that came from.</summary>
internal sealed record RunData(string Name, string Target, string Sha256, long Size, string Source, DateTimeOffset FetchedAt);

/// <summary>What started a run.</summary>
internal sealed record RunTrigger(TriggerKind Kind, string By, RunOccurrence? Occurrence = null);

/// <summary>What a run was scheduled for.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="PlannedAt">The planned instant; of a run that upstreams called for, when that was seen.</param>
internal sealed record RunOccurrence(string Flow, DateTimeOffset PlannedAt)
{
    /// <summary>The time on the wall clock that was meant; <c>null</c> when upstreams called for it.</summary>
    public DateTime? Wall { get; init; }

    /// <summary>Digest of the upstreams' versions that called for it; <c>null</c> when a clock did.</summary>
    public string? Upstreams { get; init; }
}

/// <summary>What a run read of an upstream flow.</summary>
internal sealed record InputVersion(Guid Instance, FlowKind Flow, string InstanceName, string Role, Guid? Run, string Version, DateOnly? LastDataDate)
{
    /// <summary>Only what was known at the end of this day was read; <c>null</c> is everything.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>That instant, as stores write it.</summary>
    public string? KnownBy { get; init; }

    /// <summary>The day of the version beside the current one that was read.</summary>
    public DateOnly? Side { get; init; }
}

/// <summary>A repetition.</summary>
/// <param name="Of">The run that is repeated.</param>
/// <param name="Expected">What that run made.</param>
/// <param name="IsSame">Whether it was made again; <c>null</c> until the repetition has ended well.</param>
internal sealed record RunReplay(Guid Of, string Expected, bool? IsSame = null);

/// <summary>What a run published.</summary>
internal sealed record RunOutput(string Version, long? LoadId, DateOnly? LastDataDate, long? Rows, IReadOnlyList<string>? Columns = null);

/// <summary>How a run failed.</summary>
internal sealed record RunError(string Type, string Message, string? Hint = null);

/// <summary>The process that executed a run.</summary>
internal sealed record RunnerIdentity(string HostId, string Host, int Pid, string Process, string Version, string Runtime);

/// <summary>A reason as it stands in a record.</summary>
internal sealed record ReasonDocument(string Code, string Flow, string Detail, ReasonDocument? Cause);
