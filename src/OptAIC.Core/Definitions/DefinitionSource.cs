using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>Where a definition comes from.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DefinitionSource>))]
public enum DefinitionSource
{
    /// <summary>A part of the engine.</summary>
    Builtin,

    /// <summary>A folder that was registered in the workspace.</summary>
    Registered,

    /// <summary>A folder that is not registered.</summary>
    Folder,
}
