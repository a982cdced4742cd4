namespace OptAIC.Engine.Documents;

/// <summary>The document <c>load.json</c> of a load in a CSV store.</summary>
internal sealed record CsvLoadDocument : IDocument
{
    public static int CurrentFormat => 1;

    public int Format { get; init; } = CurrentFormat;

    public required long LoadId { get; init; }

    /// <summary>The data version that it made.</summary>
    public required string Version { get; init; }

    public required string RunId { get; init; }

    public required DateTimeOffset LoadedAt { get; init; }

    public required int Rows { get; init; }

    /// <summary>Value columns, in the order of the files.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}
