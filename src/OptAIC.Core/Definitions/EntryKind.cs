using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC.Definitions;

/// <summary>What runs when a flow of a definition runs.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EntryKind>))]
public enum EntryKind
{
    /// <summary>Something that the engine itself has.</summary>
    Builtin,

    /// <summary>A program, started in the sandbox's <c>workflow/</c>.</summary>
    Command,

    /// <summary>An expression.</summary>
    Expression,

    /// <summary>A file of named steps with dependencies.</summary>
    Steps,
}
