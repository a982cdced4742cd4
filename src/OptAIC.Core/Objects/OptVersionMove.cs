namespace OptAIC;

/// <summary>A definition of an instance that an update moves to another version.</summary>
public sealed record OptVersionMove
{
    /// <summary>What the definition is to the instance: <c>definition</c>, the part <c>pipeline</c>, <c>store</c>, <c>accessor</c>, or <c>macro</c> when its expression calls it.</summary>
    public required string Part { get; init; }

    /// <summary>The definition and version before, as <c>name@1.2.0</c>.</summary>
    public required string From { get; init; }

    /// <summary>The definition and version afterwards.</summary>
    public required string To { get; init; }

    /// <summary>Whether the version afterwards is the older one.</summary>
    public bool IsDowngrade { get; init; }

    /// <summary>How the two versions differ: schemas, contracts, files.</summary>
    public IReadOnlyList<OptDefinitionDifference> Differences { get; init; } = [];

    /// <summary>The move in one line.</summary>
    public override string ToString() => $"{Part}: {From} → {To}{(IsDowngrade ? " (downgrade)" : "")}";
}
