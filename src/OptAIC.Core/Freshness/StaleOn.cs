using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>What makes a flow stale besides its own failure or absence.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<StaleOn>))]
public enum StaleOn
{
    /// <summary>Every rule: age, source, config, and upstreams. The default of all other flows.</summary>
    Upstream,

    /// <summary>Age, source and config; what happens upstream does not count. The default of a model's training and monitoring.</summary>
    Age,

    /// <summary>Nothing: it is run when somebody asks.</summary>
    Manual,
}
