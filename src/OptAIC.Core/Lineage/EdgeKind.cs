using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Lineage;

/// <summary>What a downstream flow takes from an upstream flow.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EdgeKind>))]
public enum EdgeKind
{
    /// <summary>Its data.</summary>
    DataDependency,

    /// <summary>The shape of its data.</summary>
    SchemaDependency,

    /// <summary>Its data, as features of a model.</summary>
    FeatureDependency,

    /// <summary>Its data, as a signal.</summary>
    SignalDependency,

    /// <summary>Its definition and config, not its output.</summary>
    Uses,
}
