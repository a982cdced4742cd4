namespace OptAIC.Engine.Yaml;

/// <summary>How much a document may hold, so that no file can exhaust the reader.</summary>
internal sealed record DocumentLimits
{
    /// <summary>The limits of definitions and specs.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>Most bytes of a file.</summary>
    public int MaxBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>Deepest nesting.</summary>
    public int MaxDepth { get; init; } = 64;

    /// <summary>Most characters of a key.</summary>
    public int MaxKeyLength { get; init; } = 1_000;

    /// <summary>Most nodes, copies made by aliases included.</summary>
    public int MaxNodes { get; init; } = 200_000;

    /// <summary>Most nodes that aliases may copy.</summary>
    public int MaxCopies { get; init; } = 10_000;
}
