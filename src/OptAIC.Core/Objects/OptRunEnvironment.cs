namespace OptAIC;

/// <summary>The environment that a run's programs had.</summary>
public sealed record OptRunEnvironment
{
    /// <summary>Who made it: <c>venv</c>, <c>conda</c> or <c>command</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Hash of all that shapes it.</summary>
    public required string Key { get; init; }

    /// <summary>Which making of it: a refresh makes another one under the same key.</summary>
    public required string Build { get; init; }

    /// <summary>Where it was.</summary>
    public required string Path { get; init; }

    /// <summary>Versions of the programs that made it, by name.</summary>
    public required IReadOnlyDictionary<string, string> ToolVersions { get; init; }

    /// <summary>Hash of the names and versions of everything that was installed, the instance's own packages included.</summary>
    public required string PackagesHash { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Engine} {Key}";
}
