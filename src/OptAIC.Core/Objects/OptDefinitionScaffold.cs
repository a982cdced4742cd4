namespace OptAIC;

/// <summary>A definition's folder that was just made.</summary>
public sealed record OptDefinitionScaffold
{
    /// <summary>Kind, for example <c>PipelineDef</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of the definition.</summary>
    public required string Name { get; init; }

    /// <summary>What it runs: <c>powershell</c>, <c>python</c>, <c>shell</c>, <c>builtin</c>, <c>expression</c>.</summary>
    public required string Entry { get; init; }

    /// <summary>Its folder, full path.</summary>
    public required string Path { get; init; }

    /// <summary>Its files, relative to the folder.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The next commands, to see it run.</summary>
    public IReadOnlyList<string> Next { get; init; } = [];

    /// <summary>The folder, so that it can be piped to what takes paths.</summary>
    public override string ToString() => Path;
}
