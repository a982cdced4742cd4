using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Kinds of news from a plan that is being run.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<PlanProgressKind>))]
public enum PlanProgressKind
{
    /// <summary>The plan is made; <see cref="PlanProgress.Plan"/> has all its steps.</summary>
    Planned,

    /// <summary>A flow waits: for another run of it, for a place among the running ones, for its next attempt; <see cref="PlanProgress.Text"/> says for what.</summary>
    Waiting,

    /// <summary>A run has begun.</summary>
    Started,

    /// <summary>A run reports how far it is.</summary>
    Progress,

    /// <summary>A run has said something; <see cref="PlanProgress.Text"/> is a line of its log. Only those who attach are told.</summary>
    Log,

    /// <summary>A notebook can be worked on; <see cref="PlanProgress.Text"/> is its address without the token.</summary>
    Opened,

    /// <summary>A step has ended: run, skipped, or not run.</summary>
    Ended,

    /// <summary>The plan is done; <see cref="PlanProgress.Plan"/> has all steps with their outcomes.</summary>
    Finished,
}

/// <summary>News from a plan that is being run.</summary>
public sealed record PlanProgress
{
    /// <summary>What the news is.</summary>
    public required PlanProgressKind Kind { get; init; }

    /// <summary>When it happened; <c>null</c> where nobody kept the time.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>The step that it speaks of.</summary>
    public OptPlanStep? Step { get; init; }

    /// <summary>How far the run is, 0 to 100.</summary>
    public double? Percent { get; init; }

    /// <summary>What the run is doing.</summary>
    public string? Text { get; init; }

    /// <summary>Id of the plan, when it is made; <c>null</c> for one with a single run.</summary>
    public Guid? PlanId { get; init; }

    /// <summary>All steps in execution order, at the beginning and at the end.</summary>
    public IReadOnlyList<OptPlanStep>? Plan { get; init; }
}
