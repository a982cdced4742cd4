using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;
using OptAIC.Errors;

namespace OptAIC.Cli.Progress;

/// <summary>A plan was run, and not everything in it went well. What became of each flow has been shown.</summary>
/// <param name="result">What became of it.</param>
internal sealed class PlanFailedException(PlanResult result)
    : OptException(IdOf(result), result.ExitCode, MessageOf(result), HintOf(result))
{
    private static string IdOf(PlanResult result) => result.ExitCode switch
    {
        ExitCode.Interrupted => "Interrupted",
        ExitCode.Busy => "FlowBusy",
        ExitCode.Refused => "FlowRefused",
        _ => "RunFailed",
    };

    private static string MessageOf(PlanResult result) => result.Cancelled
        ? "interrupted; what was running has been cancelled"
        : Culprits(result) switch
        {
            [var only] => PlanOutput.Ended(only),
            var many => $"{PlanOutput.Outcome(result)}; first: {PlanOutput.Ended(many[0])}",
        };

    private static string? HintOf(PlanResult result) => Culprits(result) switch
    {
        [{ Run: { } run }, ..] => $"see 'optaic runs logs {Words.Short(run)} --stderr'",
        [{ Outcome: StepOutcome.NotRun } step, ..] => $"see 'optaic flow status {PlanOutput.Name(step)} --explain'",
        _ => null,
    };

    // What failed comes before what did not run because of it.
    private static List<OptPlanStep> Culprits(PlanResult result) =>
        [.. result.Steps
            .Where(s => s.Outcome is not (null or StepOutcome.Completed or StepOutcome.Skipped))
            .OrderBy(s => s.Outcome switch { StepOutcome.Failed => 0, StepOutcome.Cancelled => 1, StepOutcome.Busy => 2, _ => 3 })];
}
