using OptAIC.Errors;

namespace OptAIC.Engine.Runner;

/// <summary>What a runner reported instead of a result, or that it ended without one.</summary>
public sealed class RunnerFailedException : OptException
{
    internal RunnerFailedException(RunnerError error)
        : base(error.ErrorId, (ExitCode)error.ExitCode, error.Message, error.Hint)
    {
        Issues = error.Issues;
    }

    internal RunnerFailedException(string message, string? hint)
        : base("RunnerFailed", ExitCode.Failed, message, hint)
    {
        Issues = [];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; }
}
