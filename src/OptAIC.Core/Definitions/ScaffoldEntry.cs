using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What the example runs that a new definition starts with.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ScaffoldEntry>))]
public enum ScaffoldEntry
{
    /// <summary>A PowerShell script.</summary>
    Powershell,

    /// <summary>A Python program that needs the standard library only.</summary>
    Python,

    /// <summary>A script of the POSIX shell.</summary>
    Shell,

    /// <summary>A built-in of the engine.</summary>
    Builtin,

    /// <summary>An expression.</summary>
    Expression,
}
