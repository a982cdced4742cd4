using OptAIC.Errors;

namespace OptAIC.Engine.Facade;

/// <summary>What became of a plan.</summary>
/// <param name="Steps">All steps with their outcomes, in execution order.</param>
/// <param name="Cancelled">Whether it was cancelled.</param>
public sealed record PlanResult(IReadOnlyList<OptPlanStep> Steps, bool Cancelled)
{
    /// <summary>Id of the plan that goes on by itself, by which it can be attached to; <c>null</c> for a single run, and for one that is over.</summary>
    public Guid? Plan { get; init; }

    /// <summary>The exit code of a command that ran the plan.</summary>
    public ExitCode ExitCode =>
        Cancelled ? ExitCode.Interrupted
        : Failures is { Count: > 0 } failures && failures.All(s => s.ErrorType == "contract") ? ExitCode.Refused
        : Steps.Any(s => s.Outcome is StepOutcome.Failed or StepOutcome.Cancelled) ? ExitCode.Failed
        : Steps.Any(s => s.Outcome == StepOutcome.Busy) ? ExitCode.Busy
        : Steps.Any(s => s.Outcome == StepOutcome.NotRun) ? ExitCode.Refused
        : ExitCode.Done;

    private List<OptPlanStep> Failures => [.. Steps.Where(s => s.Outcome is StepOutcome.Failed or StepOutcome.Cancelled)];
}

/// <summary>Values of <see cref="OptPlanStep.Outcome"/>.</summary>
public static class StepOutcome
{
    /// <summary>It ran and completed.</summary>
    public const string Completed = "completed";

    /// <summary>It ran and failed.</summary>
    public const string Failed = "failed";

    /// <summary>It was cancelled.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>It was ready, or was to be let be.</summary>
    public const string Skipped = "skipped";

    /// <summary>It could not run: upstream failed, or is not ready.</summary>
    public const string NotRun = "not_run";

    /// <summary>Another owner was running it.</summary>
    public const string Busy = "busy";
}
