using OptAIC.Freshness;

namespace OptAIC;

/// <summary>A line of an evaluation: one rule, held against a flow. Of those of one flow the first that failed decides its status.</summary>
public sealed record OptCheck
{
    /// <summary>The flow that is judged, as <c>prices.refresh</c>.</summary>
    public required string Flow { get; init; }

    /// <summary>How far below the flow that was asked about: what is judged at depth 1 is why something at depth 0 failed.</summary>
    public required int Depth { get; init; }

    /// <summary>Number of the rule, from 1.</summary>
    public required int Rule { get; init; }

    /// <summary>Name of the rule: <c>data_date</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The upstream flow that is looked at; <c>null</c> when it is the flow itself.</summary>
    public string? Upstream { get; init; }

    /// <summary>What is there.</summary>
    public required string Observed { get; init; }

    /// <summary>What has to be there.</summary>
    public required string Limit { get; init; }

    /// <summary>Whether it is.</summary>
    public required CheckVerdict Verdict { get; init; }

    /// <summary>Code of the reason when it is not: <c>source_changed</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Detail { get; init; }

    /// <summary>The line as people read it.</summary>
    public override string ToString() => $"{Flow} {Rule} {Name}{(Upstream is null ? "" : " " + Upstream)}: {Observed} ({Limit}) {Model.SnakeCase.Of(Verdict)}";
}
