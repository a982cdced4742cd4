using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;

namespace OptAIC.Engine.Runner;

/// <summary>What a caller asks of a runner: the first line on its standard input.</summary>
internal sealed record RunnerRequest
{
    /// <summary>Version of the caller's engine; the runner's must be the same.</summary>
    public required string Version { get; init; }

    public required string Root { get; init; }

    public required string Actor { get; init; }

    /// <summary>Whether the runner goes on when its caller is gone.</summary>
    public required bool Detached { get; init; }

    public required FlowRunRequest Flows { get; init; }
}

/// <summary>What a runner answers: lines on its standard output, and in the log of its plan.</summary>
internal sealed record RunnerMessage
{
    /// <summary>Who answers; only in the log, which begins with it.</summary>
    public RunnerIdentity? Runner { get; init; }

    public PlanProgress? Progress { get; init; }

    /// <summary>The plan is done.</summary>
    public RunnerResult? Result { get; init; }

    /// <summary>The request was refused or could not be worked out.</summary>
    public RunnerError? Error { get; init; }
}

/// <summary>The end of a plan.</summary>
internal sealed record RunnerResult(IReadOnlyList<OptPlanStep> Steps, bool Cancelled);

/// <summary>An error on its way from the runner to its caller.</summary>
internal sealed record RunnerError(string ErrorId, int ExitCode, string Message, string? Hint, IReadOnlyList<OptIssue> Issues, string? Flow, IReadOnlyList<OptFlow>? Blockers);
