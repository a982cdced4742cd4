using OptAIC.Definitions;

namespace OptAIC.Engine.Definitions;

/// <summary>The document <c>manifest.json</c> of a registered definition: what it is, and every file as it was when it was registered.</summary>
internal sealed record DefinitionManifest
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Format that this version writes.</summary>
    public const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required DefinitionKind Kind { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public string? Description { get; init; }

    /// <summary>The entry as people see it.</summary>
    public string? Entry { get; init; }

    /// <summary>Content hash of the whole folder.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The revision of the repository in which it lay; <c>null</c> when it lay in none.</summary>
    public OptSourceRevision? Revision { get; init; }

    public required IReadOnlyList<DefinitionFile> Files { get; init; }
}
