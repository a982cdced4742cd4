using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Freshness;

/// <summary>Which of the versions that a training makes become active without being promoted by somebody.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ModelPromotion>))]
public enum ModelPromotion
{
    /// <summary>The first, so that there can be predictions at all; each later one waits. The default.</summary>
    First,

    /// <summary>Each.</summary>
    Auto,

    /// <summary>None.</summary>
    Manual,
}
