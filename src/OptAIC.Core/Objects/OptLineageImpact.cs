using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC;

/// <summary>What a change would do to a flow. Nothing is changed to find out.</summary>
public sealed record OptLineageImpact
{
    /// <summary>What would change.</summary>
    public required LineageChange Change { get; init; }

    /// <summary>Instance of the flow that is concerned.</summary>
    public required string Instance { get; init; }

    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>Its status as it is.</summary>
    public required FlowStatus Before { get; init; }

    /// <summary>Its status when the change has happened.</summary>
    public required FlowStatus After { get; init; }

    /// <summary>Whether a start that is allowed now would then be refused, until its upstream is ready again.</summary>
    public required bool StartRefused { get; init; }

    /// <summary>Why, in one line; also why nothing would happen to it.</summary>
    public required string Why { get; init; }

    /// <summary>The reasons of the status that it would have, and what would refuse its start.</summary>
    public IReadOnlyList<OptReason> Reasons { get; init; } = [];

    /// <summary>The flow as people write it: <c>prices.refresh</c>.</summary>
    public override string ToString() => $"{Instance}.{SnakeCase.Of(Flow)}";
}
