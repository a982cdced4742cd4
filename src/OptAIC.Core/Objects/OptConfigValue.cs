namespace OptAIC;

/// <summary>A value of an instance's resolved config.</summary>
public sealed record OptConfigValue
{
    /// <summary>Where it stands in the spec, for example <c>config.symbols</c> or <c>store.config.name</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The value. Lists are JSON; a secret is the reference to it.</summary>
    public required string Value { get; init; }

    /// <summary>Whether it comes from a default of the definition, not from the spec.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Path and value in one line.</summary>
    public override string ToString() => $"{Path}={Value}{(IsDefault ? " (default)" : "")}";
}
