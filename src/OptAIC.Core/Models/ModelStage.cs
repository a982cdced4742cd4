using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Models;

/// <summary>What a version of a model is used for.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ModelStage>))]
public enum ModelStage
{
    /// <summary>Trained, and not used yet.</summary>
    Candidate,

    /// <summary>Predictions are made with it. At most one version of a model is active.</summary>
    Active,

    /// <summary>Was active once, and may be again.</summary>
    Retired,
}
