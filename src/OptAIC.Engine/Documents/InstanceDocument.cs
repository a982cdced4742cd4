using System.Text.Json;
using OptAIC.Contracts;
using OptAIC.Definitions;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Documents;

/// <summary>The document <c>instance.json</c>: the spec as created or set, resolved and pinned.</summary>
internal sealed record InstanceDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required InstanceType Type { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts the changes, from 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>The pinned definition; <c>null</c> for a dataset (its parts have them) and for a backtest (its procedure is fixed).</summary>
    public PinnedDefinition? Definition { get; init; }

    /// <summary>The definitions that its expression and the conditions of its contracts call, pinned; of a dataset those that its parts call too.</summary>
    public IReadOnlyList<PinnedDefinition> Macros { get; init; } = [];

    /// <summary>The fixed procedure of a backtest: <c>backtest@1</c>.</summary>
    public string? Procedure { get; init; }

    /// <summary>The config with defaults applied, as it satisfied the parameters' schema.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>The spec that it was made or set from, without defaults; a change is laid over it. Missing in documents of older versions.</summary>
    public JsonElement? Spec { get; init; }

    /// <summary>Pipeline, store and accessor of a dataset.</summary>
    public IReadOnlyList<PartReference> Parts { get; init; } = [];

    /// <summary>The checks and substitutions of a signal.</summary>
    public JsonElement? SignalSpec { get; init; }

    /// <summary>Its own contracts, besides those of its definitions.</summary>
    public IReadOnlyList<GuardrailContract> GuardrailContracts { get; init; } = [];

    /// <summary>How far it has been promoted.</summary>
    public InstanceStage Stage { get; init; } = InstanceStage.Draft;

    /// <summary>Every promotion, and every way back, oldest first.</summary>
    public IReadOnlyList<PromotionDocument> Promotions { get; init; } = [];

    /// <summary>Schedules by flow.</summary>
    public JsonElement? Schedules { get; init; }

    /// <summary>Since when the schedule of a flow stands as it does, where it was set or enabled after the instance was made; what was planned before is not missed.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset>? SchedulesSince { get; init; }

    /// <summary>Every edge that ends at a flow of this instance, whether it was given or follows from the config.</summary>
    public IReadOnlyList<UpstreamReference> UpstreamRefs { get; init; } = [];

    /// <summary>External handles of the instance.</summary>
    public IReadOnlyList<ExternalHandle> Handles { get; init; } = [];

    public UpdateFrequency? UpdateFrequency { get; init; }

    /// <summary>Zone in which its days begin and end.</summary>
    public string? TimeZone { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Name of the stack that made it; <c>null</c> when none did.</summary>
    public string? Stack { get; init; }

    /// <summary>The folder of the backpack that it was made from, a full path; <c>null</c> when it was made from a definition.</summary>
    public string? Backpack { get; init; }

    /// <summary>Files and patterns that the config names, full paths.</summary>
    public IReadOnlyList<string> SourcePaths { get; init; } = [];

    public required IReadOnlyList<FlowDocument> Flows { get; init; }

    /// <summary>Content hash of the definition, or of the parts' definitions together.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>Hash of the resolved config and parts; name, tags and schedule do not count.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The definition's aggregation contract; <c>null</c> is the default one.</summary>
    public AggregationDocument? StatusAggregationContract { get; init; }

    /// <summary>The definition as people see it; a dataset shows its pipeline's.</summary>
    public string DefinitionText() =>
        Definition?.ToString() ?? Procedure ?? Parts.FirstOrDefault(p => p.Role == PartRole.Pipeline)?.Definition ?? "";

    /// <summary>Whether the flow is the only one of this instance.</summary>
    public bool HasOneFlow => Flows.Count == 1;
}

/// <summary>The parts of a dataset.</summary>
internal enum PartRole
{
    Pipeline,
    Store,
    Accessor,
}

/// <summary>A part of a dataset: inline (below its own directory) or an instance of its own.</summary>
/// <param name="Role">What it is in the dataset.</param>
/// <param name="Instance">Id of the part.</param>
/// <param name="Shared">Whether it is an instance of its own.</param>
/// <param name="Definition">Its definition, as people see it.</param>
/// <param name="Generation">Generation of the dataset that wrote the inline part: it says in which file the part is. A written part never changes.</param>
internal sealed record PartReference(PartRole Role, Guid Instance, bool Shared, string Definition, int Generation = 1);

/// <summary>An edge to a flow of this instance.</summary>
internal sealed record UpstreamReference(Guid Resource, FlowKind Flow, string Role, EdgeKind Kind, FlowKind Downstream);

/// <summary>Something in another system that belongs to an instance or a flow.</summary>
internal sealed record ExternalHandle(string System, string Kind, string Id, string? Url = null);

/// <summary>A flow as it was made with its instance.</summary>
internal sealed record FlowDocument
{
    public required FlowKind Flow { get; init; }

    public required RunType RunType { get; init; }

    /// <summary>The deployment handle.</summary>
    public required ExternalHandle Handle { get; init; }

    public IReadOnlyList<ExternalHandle> Handles { get; init; } = [];

    public StaleOn StaleOn { get; init; } = StaleOn.Upstream;

    /// <summary>When newer data of it are expected; <c>null</c> is as for the instance.</summary>
    public UpdateFrequency? UpdateFrequency { get; init; }

    /// <summary>Of a training, which of the versions that it makes become active by themselves; <c>null</c> is the first.</summary>
    public ModelPromotion? Promotion { get; init; }

    /// <summary>Files and patterns that the flow reads, full paths.</summary>
    public IReadOnlyList<string> Source { get; init; } = [];

    /// <summary>Longest duration of an attempt, in seconds.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>What is done after a failure.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>What a start does while it runs.</summary>
    public OverlapPolicy? Overlap { get; init; }
}
