using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What a start does when the flow is running already.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<OverlapPolicy>))]
public enum OverlapPolicy
{
    /// <summary>Is refused.</summary>
    Fail,

    /// <summary>Is left out, and that is recorded.</summary>
    Skip,

    /// <summary>Waits for its turn.</summary>
    Queue,

    /// <summary>Waits for that run's end and looks again.</summary>
    Join,
}
