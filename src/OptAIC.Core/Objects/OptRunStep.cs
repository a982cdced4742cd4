namespace OptAIC;

/// <summary>A step of a workflow's run.</summary>
public sealed record OptRunStep
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended: <c>completed</c>, <c>failed</c>, <c>cancelled</c>, or <c>not_run</c> because a step that it needs failed.</summary>
    public required string Status { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Attempts { get; init; }

    /// <summary>When its first attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When its last attempt ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How long it took, with all attempts.</summary>
    public TimeSpan? Duration => EndedAt - StartedAt;

    /// <summary>Exit code of its program in the last attempt; 128 and the signal's number when a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Its error in one line.</summary>
    public string? Error { get; init; }

    /// <summary>The program and its arguments.</summary>
    public IReadOnlyList<string> CommandLine { get; init; } = [];

    /// <summary>Log folder of its last attempt.</summary>
    public string? LogPath { get; init; }

    /// <summary>What its program used, at its last attempt.</summary>
    public OptRunResources? Resources { get; init; }
}
