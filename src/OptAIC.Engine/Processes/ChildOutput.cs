namespace OptAIC.Engine.Processes;

/// <summary>Where a child's standard output or error goes.</summary>
internal readonly record struct ChildOutput
{
    /// <summary>Nowhere: the null device.</summary>
    public static ChildOutput None => default;

    /// <summary>Into a stream that the parent reads.</summary>
    public static ChildOutput Pipe => new() { IsPipe = true };

    /// <summary>The file to append to.</summary>
    public string? Path { get; private init; }

    /// <summary>Whether the parent reads it.</summary>
    public bool IsPipe { get; private init; }

    /// <summary>Straight into a file, behind what it holds; it keeps filling when the parent is gone.</summary>
    public static ChildOutput ToFile(string path) => new() { Path = path };
}
