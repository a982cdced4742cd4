using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC;

/// <summary>A dependency between two flows, by name.</summary>
public sealed record OptLineageEdge
{
    /// <summary>Instance that is depended on.</summary>
    public required string Upstream { get; init; }

    /// <summary>Its flow.</summary>
    public required FlowKind UpstreamFlow { get; init; }

    /// <summary>Instance that depends on it.</summary>
    public required string Downstream { get; init; }

    /// <summary>Its flow.</summary>
    public required FlowKind DownstreamFlow { get; init; }

    /// <summary>What is taken.</summary>
    public required EdgeKind Kind { get; init; }

    /// <summary>What it is taken as.</summary>
    public required string Role { get; init; }

    /// <summary>The edge in one line.</summary>
    public override string ToString() => $"{Upstream}.{SnakeCase.Of(UpstreamFlow)} → {Downstream}.{SnakeCase.Of(DownstreamFlow)} ({Role})";
}

/// <summary>A part of the lineage graph.</summary>
public sealed record OptLineage
{
    /// <summary>Flows, every upstream before its downstream.</summary>
    public required IReadOnlyList<OptFlow> Nodes { get; init; }

    /// <summary>Edges between these flows.</summary>
    public required IReadOnlyList<OptLineageEdge> Edges { get; init; }

    /// <summary>Execution order: batches of flows (<c>prices.refresh</c>) that can run at the same time.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> ExecutionOrder { get; init; }
}
