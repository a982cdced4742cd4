using OptAIC.Contracts;
using OptAIC.Engine.Documents;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>An instance as the registry knows it.</summary>
internal sealed record InstanceRow
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required InstanceType Type { get; init; }

    /// <summary>Definition as people see it.</summary>
    public required string Definition { get; init; }

    public required string DefinitionHash { get; init; }

    public required string ConfigHash { get; init; }

    /// <summary>The definition's aggregation contract; <c>null</c> is the default one.</summary>
    public AggregationDocument? Aggregation { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Name of its directory below <c>instances/</c>.</summary>
    public required string Directory { get; init; }

    public required int Generation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How far it has been promoted.</summary>
    public InstanceStage Stage { get; init; }

    public IReadOnlyList<PartReference> Parts { get; init; } = [];

    public IReadOnlyList<FlowRow> Flows { get; init; } = [];

    /// <summary>Edges that end at its flows.</summary>
    public IReadOnlyList<LineageEdge> Upstream { get; init; } = [];
}

/// <summary>A flow as the registry knows it.</summary>
internal sealed record FlowRow
{
    public required FlowKey Key { get; init; }

    public required Guid Handle { get; init; }

    public required FlowPolicy Policy { get; init; }

    /// <summary>The run that was under way when the registry was last written.</summary>
    public Guid? ActiveRun { get; init; }

    /// <summary>The last ended run that counts: neither cancelled nor a replay.</summary>
    public EndedRun? LastRun { get; init; }

    public CompletedSnapshot? LastCompleted { get; init; }

    /// <summary>Of a training, the version that is active.</summary>
    public string? ActiveModel { get; init; }
}

/// <summary>How a flow's last run ended.</summary>
internal sealed record EndedRun(Guid Id, DateTimeOffset EndedAt, bool Failed, string? ErrorType, string? Error);
