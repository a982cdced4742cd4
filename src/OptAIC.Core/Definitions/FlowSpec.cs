using System.Text.Json;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>A flow that a definition declares for its instances.</summary>
public sealed record FlowSpec
{
    /// <summary>The flow.</summary>
    public required FlowKind Flow { get; init; }

    /// <summary>Name of its template, kept for other orchestrators.</summary>
    public string? Template { get; init; }

    /// <summary>What it runs instead of the definition's own entry.</summary>
    public DefinitionEntry? Entry { get; init; }

    /// <summary>JSON Schema of parameters given at its start.</summary>
    public JsonElement? ParametersSchema { get; init; }

    /// <summary>Longest duration of a run.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is done after a failure.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>What a start does while the flow runs.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Of a training, which of the versions that it makes become active by themselves; <c>null</c> is the first.</summary>
    public ModelPromotion? Promotion { get; init; }
}
