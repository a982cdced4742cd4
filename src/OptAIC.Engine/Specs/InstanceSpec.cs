using System.Text.Json;
using OptAIC.Definitions;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Specs;

/// <summary>What an instance shall be, as a spec says it: its form is checked; definitions, upstreams and names are still to be looked up.</summary>
internal sealed record InstanceSpec
{
    /// <summary>Short name; <c>null</c> when one is to be made from the definition's.</summary>
    public string? Name { get; init; }

    /// <summary>Type; <c>null</c> when it follows from the definition's kind.</summary>
    public InstanceType? Type { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>The definition and config, and the parts of a dataset. A backtest has none.</summary>
    public IReadOnlyList<PartSpec> Parts { get; init; } = [];

    /// <summary>Checks and substitutions of a signal, as JSON with defaults.</summary>
    public JsonElement? SignalSpec { get; init; }

    /// <summary>Its own contracts.</summary>
    public IReadOnlyList<GuardrailContract> Guardrails { get; init; } = [];

    /// <summary>Schedules by flow, as JSON with defaults.</summary>
    public IReadOnlyDictionary<FlowKind, JsonElement> Schedules { get; init; } = new Dictionary<FlowKind, JsonElement>();

    /// <summary>The schedule that names no flow: it is that of the only flow.</summary>
    public JsonElement? Schedule { get; init; }

    /// <summary>Upstreams named apart from the config.</summary>
    public IReadOnlyList<UpstreamSpec> Upstreams { get; init; } = [];

    /// <summary>Handles in other systems.</summary>
    public IReadOnlyList<HandleSpec> Handles { get; init; } = [];

    /// <summary>When newer data are expected.</summary>
    public UpdateFrequency? UpdateFrequency { get; init; }

    /// <summary>Zone in which its days begin and end.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What makes its flows stale; <c>null</c> is the default of each flow.</summary>
    public StaleOn? StaleOn { get; init; }

    /// <summary>What is said of single flows.</summary>
    public IReadOnlyDictionary<FlowKind, FlowOptions> Flows { get; init; } = new Dictionary<FlowKind, FlowOptions>();

    /// <summary>What a start does while a flow runs.</summary>
    public OverlapPolicy? Overlap { get; init; }

    /// <summary>Longest duration of a run.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What is done after a failure.</summary>
    public RetryPolicy? RetryPolicy { get; init; }

    /// <summary>The backtest, if it is one.</summary>
    public BacktestSpec? Backtest { get; init; }
}
