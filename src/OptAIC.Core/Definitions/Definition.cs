using System.Text.Json;
using OptAIC.Aggregation;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>All that a <c>definition.yml</c> says. Schemas are kept as JSON.</summary>
public sealed record Definition
{
    /// <summary>What it defines.</summary>
    public required DefinitionKind Kind { get; init; }

    /// <summary>Name, unique for its kind.</summary>
    public required string Name { get; init; }

    /// <summary>Version.</summary>
    public required SemanticVersion Version { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>What runs; <c>null</c> when each flow has an entry of its own.</summary>
    public DefinitionEntry? Entry { get; init; }

    /// <summary>JSON Schema of an instance's config.</summary>
    public JsonElement? ParametersSchema { get; init; }

    /// <summary>Names of the config's values, in the order in which the schema declares them.</summary>
    public IReadOnlyList<string> ParameterNames { get; init; } = [];

    /// <summary>What it reads, as written.</summary>
    public JsonElement? InputSchema { get; init; }

    /// <summary>What it writes, as written.</summary>
    public JsonElement? OutputSchema { get; init; }

    /// <summary>Columns it reads, when the input schema lists them.</summary>
    public IReadOnlyList<ColumnSpec> InputColumns { get; init; } = [];

    /// <summary>Columns it writes, when the output schema lists them.</summary>
    public IReadOnlyList<ColumnSpec> OutputColumns { get; init; } = [];

    /// <summary>What its instances may be connected with.</summary>
    public CompatibilityRules Compatibility { get; init; } = new();

    /// <summary>The flows of its instances; empty means those of the instance's type.</summary>
    public IReadOnlyList<FlowSpec> FlowSpecs { get; init; } = [];

    /// <summary>Roles of upstreams.</summary>
    public IReadOnlyList<LineageContract> LineageContracts { get; init; } = [];

    /// <summary>How the flows' statuses make that of the instance; <c>null</c> is the default.</summary>
    public StatusAggregationContract? StatusAggregation { get; init; }

    /// <summary>Checks at the gates.</summary>
    public IReadOnlyList<GuardrailContract> Guardrails { get; init; } = [];

    /// <summary>Folder of its tests, relative to its own.</summary>
    public string? TestSuite { get; init; }

    /// <summary>What the definition says of a flow; <c>null</c> when it says nothing.</summary>
    public FlowSpec? SpecOf(FlowKind flow) => FlowSpecs.FirstOrDefault(f => f.Flow == flow);

    /// <summary>What runs when a flow runs: the flow's own entry, else that of the definition.</summary>
    public DefinitionEntry? EntryOf(FlowKind flow) => SpecOf(flow)?.Entry ?? Entry;

    /// <summary>Name and version: <c>csv_prices@1.2.0</c>.</summary>
    public override string ToString() => $"{Name}@{Version}";
}
