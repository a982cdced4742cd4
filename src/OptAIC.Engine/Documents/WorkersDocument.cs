namespace OptAIC.Engine.Documents;

/// <summary>The document <c>metadata/workers.json</c>: the steps of the running run, and the processes that work on them. Knowledge for people and readers.</summary>
internal sealed record WorkersDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required Guid RunId { get; init; }

    /// <summary>Most at the same time.</summary>
    public required int Max { get; init; }

    public required IReadOnlyList<WorkerDocument> Workers { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the last one ended; <c>null</c> while there are any, and when their runner was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }
}

/// <summary>A process that works on a step.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Attempt">Which attempt at it, from 1.</param>
/// <param name="Pid">Process id.</param>
/// <param name="Process">Identity: process id with start time.</param>
/// <param name="StartedAt">When it began.</param>
internal sealed record WorkerDocument(string Step, int Attempt, int Pid, string Process, DateTimeOffset StartedAt);
