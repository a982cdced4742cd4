using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Planning;

namespace OptAIC;

/// <summary>A flow in a plan, and after the plan was run, what became of it.</summary>
public sealed record OptPlanStep
{
    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>Place in the execution order; steps with the same number can run at the same time.</summary>
    public required int Batch { get; init; }

    /// <summary>The flows of the plan (<c>prices.refresh</c>) that come directly before it.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>What the plan does with it.</summary>
    public required PlanAction Action { get; init; }

    /// <summary>Status when the plan was made.</summary>
    public required FlowStatus Status { get; init; }

    /// <summary>Why.</summary>
    public IReadOnlyList<OptReason> Reasons { get; init; } = [];

    /// <summary>Its evaluation when the plan was made, rule by rule; only in a plan that is shown.</summary>
    public IReadOnlyList<OptCheck> Checks { get; init; } = [];

    /// <summary>What became of it: <c>completed</c>, <c>failed</c>, <c>cancelled</c>, <c>skipped</c>, <c>not_run</c>; <c>null</c> while only planned.</summary>
    public string? Outcome { get; init; }

    /// <summary>The run, if there was one.</summary>
    public Guid? Run { get; init; }

    /// <summary>Attempts that the run made.</summary>
    public int? Attempts { get; init; }

    /// <summary>How long the run took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Type of the run's error, for example <c>contract</c>.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Error of the run, or why it was not run.</summary>
    public string? Message { get; init; }

    /// <summary>The flow (<c>prices.refresh</c>) because of which it was not run.</summary>
    public string? BecauseOf { get; init; }
}
