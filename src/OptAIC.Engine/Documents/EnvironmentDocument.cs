namespace OptAIC.Engine.Documents;

/// <summary>
/// The document <c>cache/env/&lt;key&gt;/manifest.json</c>, or <c>env/manifest.json</c> of an instance: an environment is complete when this names its build, and
/// whole while that is as this says.
/// </summary>
internal sealed record EnvironmentDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    /// <summary><c>venv</c>, <c>conda</c> or <c>command</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>Hash of all that shapes it.</summary>
    public required string Key { get; init; }

    /// <summary>Name of its folder in <c>builds</c>.</summary>
    public required string Build { get; init; }

    /// <summary>That folder. An environment cannot be moved: elsewhere it is none.</summary>
    public required string Path { get; init; }

    /// <summary>Files and folders of the build without which it is not whole.</summary>
    public required IReadOnlyList<string> Sentinels { get; init; }

    /// <summary>Versions of the programs that made it, by name.</summary>
    public required IReadOnlyDictionary<string, string> ToolVersions { get; init; }

    /// <summary>System and processor, such as <c>linux-x64</c>.</summary>
    public required string Platform { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>What is installed, where the engine tells.</summary>
    public IReadOnlyList<InstalledPackage> Packages { get; init; } = [];

    /// <summary>Bytes.</summary>
    public required long Size { get; init; }
}

/// <summary>A package of an environment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
internal sealed record InstalledPackage(string Name, string Version)
{
    /// <summary>Whether it came from a file or a folder, so that its version alone does not tell where to get it.</summary>
    public bool? IsLocal { get; init; }

    /// <summary><c>pip</c> for what pip installed into an environment of conda's.</summary>
    public string? By { get; init; }
}

/// <summary>The document <c>builder.json</c> beside it: the programs that work on a build, so that a successor can end them. Knowledge only.</summary>
internal sealed record EnvironmentBuilderDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required string HostId { get; init; }

    public required string Host { get; init; }

    /// <summary>Identity of the leader of the program's process group.</summary>
    public required string ChildGroup { get; init; }
}

/// <summary>The document <c>metadata/environment.json</c> of an instance: the environment that was prepared for it last.</summary>
internal sealed record GivenEnvironmentDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required RunEnvironment Environment { get; init; }
}

/// <summary>The environment that a run was given.</summary>
internal sealed record RunEnvironment
{
    public required string Engine { get; init; }

    public required string Key { get; init; }

    public required string Build { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> ToolVersions { get; init; }

    /// <summary>Hash of the names and versions of everything that was installed, the instance's own packages included.</summary>
    public required string PackagesHash { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }
}
