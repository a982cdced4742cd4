using System.Text.Json.Serialization;
using OptAIC.Model;

namespace OptAIC;

/// <summary>What a stack does with an instance.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<StackAction>))]
public enum StackAction
{
    /// <summary>It is made.</summary>
    Create,

    /// <summary>It is changed.</summary>
    Change,

    /// <summary>It is what it is to be.</summary>
    Unchanged,

    /// <summary>It is removed: the stack made it, and the manifest no longer has it.</summary>
    Remove,
}

/// <summary>An instance of a stack, and what is done with it.</summary>
public sealed record OptStackStep
{
    /// <summary>Name of the stack.</summary>
    public required string Stack { get; init; }

    /// <summary>Name of the instance.</summary>
    public required string Instance { get; init; }

    /// <summary>What is done.</summary>
    public required StackAction Action { get; init; }

    /// <summary>Every value that changes.</summary>
    public IReadOnlyList<OptInstanceDifference> Differences { get; init; } = [];

    /// <summary>What became of it: <c>done</c>; <c>null</c> while only planned, and where nothing was to be done.</summary>
    public string? Outcome { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{SnakeCase.Of(Action)} {Instance}{(Differences.Count > 0 ? $": {string.Join("; ", Differences)}" : "")}";
}
