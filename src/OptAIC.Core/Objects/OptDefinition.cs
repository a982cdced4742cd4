namespace OptAIC;

/// <summary>A registered or built-in definition.</summary>
public sealed record OptDefinition
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Version (semver).</summary>
    public required string Version { get; init; }

    /// <summary>Kind, for example <c>PipelineDef</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public string? Description { get; init; }

    /// <summary>Content hash of all its files.</summary>
    public required string Hash { get; init; }

    /// <summary><c>builtin</c> or <c>registered</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What it runs: a built-in, a command line, an expression.</summary>
    public string? Entry { get; init; }

    /// <summary>Its registered folder; <c>null</c> for a built-in.</summary>
    public string? Path { get; init; }

    /// <summary>The revision of the repository in which it lay when it was registered; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? Revision { get; init; }

    /// <summary>What is wrong with the registered files, if anything: missing or changed ones.</summary>
    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    /// <summary>What it asks of an instance's config, in the order of the schema.</summary>
    public IReadOnlyList<OptParameter> Parameters { get; init; } = [];

    /// <summary>The parameters, as JSON Schema in JSON; <c>null</c> when it has none, and for registered ones in a list of many.</summary>
    public string? ParametersSchema { get; init; }

    /// <summary>Name and version, as <c>name@1.2.0</c>.</summary>
    public override string ToString() => $"{Name}@{Version}";
}
