namespace OptAIC;

/// <summary>An archive to which instances were exported, or from which they were imported.</summary>
public sealed record OptInstanceArchive
{
    /// <summary>Its full path.</summary>
    public required string Path { get; init; }

    /// <summary>Names of the instances in it.</summary>
    public required IReadOnlyList<string> Instances { get; init; }

    /// <summary>The definitions in it, as <c>name@1.2.0</c>.</summary>
    public required IReadOnlyList<string> Definitions { get; init; }

    /// <summary>How many files are in it.</summary>
    public required int Files { get; init; }

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The archive in one line.</summary>
    public override string ToString() => $"{Path}: {string.Join(", ", Instances)}";
}
