namespace OptAIC.Engine.Facade;

/// <summary>What of instances is exported besides their specs, sandboxes and definitions. Left out: everything is.</summary>
public sealed record ExportRequest
{
    /// <summary>Neither what they have published nor runs: runs say what is published, and do not go without it.</summary>
    public bool SkipData { get; init; }

    /// <summary>Of the runs only those that made what is published.</summary>
    public bool SkipRuns { get; init; }

    /// <summary>Replace a file that is there.</summary>
    public bool Overwrite { get; init; }
}
