namespace OptAIC;

/// <summary>A value of an instance that a change gives it.</summary>
public sealed record OptInstanceDifference
{
    /// <summary>Where the value stands, for example <c>config.symbols</c>, <c>store.definition</c> or <c>upstream.input</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The value before; <c>null</c> when there was none. Lists and mappings are JSON.</summary>
    public string? Before { get; init; }

    /// <summary>The value afterwards; <c>null</c> when there is none any more.</summary>
    public string? After { get; init; }

    /// <summary>Whether the value comes from a default of the definition, not from the spec.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The difference in one line.</summary>
    public override string ToString() => $"{Path}: {Before ?? "(none)"} → {After ?? "(none)"}{(IsDefault ? " (default)" : "")}";
}
