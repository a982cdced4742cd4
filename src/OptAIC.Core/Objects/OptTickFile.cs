namespace OptAIC;

/// <summary>A text by which an operating system knows a tick.</summary>
public sealed record OptTickFile
{
    /// <summary>Name of the file that it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    /// <summary>Where it was written, a full path; <c>null</c> when it was not.</summary>
    public string? Path { get; init; }
}
