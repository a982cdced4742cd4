using OptAIC.Contracts;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC;

/// <summary>A configured usage of a definition, with its flows and their aggregated status.</summary>
public sealed record OptInstance
{
    /// <summary>Id, for ever.</summary>
    public required Guid Id { get; init; }

    /// <summary>Short name, unique in the workspace.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required InstanceType Type { get; init; }

    /// <summary>The definition with its pinned version, as <c>name@1.2.0</c>; <c>backtest@1</c> for a backtest.</summary>
    public required string Definition { get; init; }

    /// <summary>How far it has been promoted.</summary>
    public InstanceStage Stage { get; init; } = InstanceStage.Draft;

    /// <summary>Status, aggregated from its flows.</summary>
    public required FlowStatus Status { get; init; }

    /// <summary>What is wrong with its directory: <c>missing</c> or <c>unreadable</c>; <c>null</c> when nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether a newer version of its definition is registered.</summary>
    public bool UpdateAvailable { get; init; }

    /// <summary>Its flows.</summary>
    public IReadOnlyList<OptFlow> Flows { get; init; } = [];

    /// <summary>Names of the instances that it depends on directly.</summary>
    public IReadOnlyList<string> Upstream { get; init; } = [];

    /// <summary>Its config and that of its own parts, with defaults applied.</summary>
    public IReadOnlyList<OptConfigValue> Config { get; init; } = [];

    /// <summary>What else its spec says: the schedule of each flow (<c>schedule.refresh</c>), how its flows' statuses make its own (<c>status_aggregation</c>).</summary>
    public IReadOnlyList<OptConfigValue> Settings { get; init; } = [];

    /// <summary>What its flows depend on directly, and as what.</summary>
    public IReadOnlyList<OptLineageEdge> Edges { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Counts the changes of its spec, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>When the last run of any of its flows ended; neither cancelled runs nor repetitions count. <c>null</c> when there is none.</summary>
    public DateTimeOffset? LastRunAt { get; init; }

    /// <summary>How that run ended.</summary>
    public RunStatus? LastOutcome { get; init; }

    /// <summary>Of one that is running, process id and host of its runner, as <c>4711@host</c>; of several the first.</summary>
    public string? Owner { get; init; }

    /// <summary>Bytes that its directory takes; <c>null</c> when nobody asked for it.</summary>
    public long? Size { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its directory.</summary>
    public required string Path { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
