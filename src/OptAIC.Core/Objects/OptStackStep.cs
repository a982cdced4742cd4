using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC;

/// <summary>What a stack does with a definition or an instance.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<StackAction>))]
public enum StackAction
{
    /// <summary>The definition is registered.</summary>
    Register,

    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed.</summary>
    Change,

    /// <summary>It is what it is to be.</summary>
    Unchanged,

    /// <summary>It is removed: the stack made it, and the manifest no longer has it.</summary>
    Remove,
}

/// <summary>A definition or an instance of a stack, and what is done with it.</summary>
public sealed record OptStackStep
{
    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>The definition that the stack brings along, with its version; <c>null</c> where an instance is meant.</summary>
    public string? Definition { get; init; }

    /// <summary>Name of the instance; <c>null</c> where a definition is meant.</summary>
    public string? Instance { get; init; }

    /// <summary>What is done.</summary>
    public required StackAction Action { get; init; }

    /// <summary>Every value that changes.</summary>
    public IReadOnlyList<OptInstanceDifference> Differences { get; init; } = [];

    /// <summary>What became of it: <c>done</c>; <c>null</c> while only planned, and where nothing was to be done.</summary>
    public string? Outcome { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{SnakeCase.Of(Action)} {Instance ?? Definition}{(Differences.Count > 0 ? $": {string.Join("; ", Differences)}" : "")}";
}
