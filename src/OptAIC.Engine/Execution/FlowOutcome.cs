using OptAIC.Engine.Facade;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Execution;

/// <summary>What became of one flow of a plan.</summary>
/// <param name="Outcome">One of <see cref="StepOutcome"/>.</param>
/// <param name="Facts">The flow's facts afterwards; <c>null</c> when they were not looked at.</param>
/// <param name="Run">The run, if there was one.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Message">Its error, or why there was none.</param>
/// <param name="ErrorType">Type of its error.</param>
internal sealed record FlowOutcome(string Outcome, FlowFacts? Facts, Guid? Run = null, TimeSpan? Duration = null, string? Message = null, string? ErrorType = null)
{
    /// <summary>Attempts that the run made.</summary>
    public int? Attempts { get; init; }

    /// <summary>The flow at the root of it, when this one was not run because of another.</summary>
    public FlowKey? BecauseOf { get; init; }
}
