using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Contracts;

/// <summary>How far an instance has been promoted.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<InstanceStage>))]
public enum InstanceStage
{
    /// <summary>Being worked on; contracts block or warn as they are written.</summary>
    Draft,

    /// <summary>On trial; contracts block or warn as they are written.</summary>
    Staging,

    /// <summary>Relied upon; every contract blocks, whatever is written.</summary>
    Official,
}
