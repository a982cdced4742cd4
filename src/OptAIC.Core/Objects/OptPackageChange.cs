namespace OptAIC;

/// <summary>A line of an <c>environment.yml</c> that differs from what is really installed.</summary>
public sealed record OptPackageChange
{
    /// <summary>Name of the instance whose environment was looked at.</summary>
    public required string Instance { get; init; }

    /// <summary>Name of the package.</summary>
    public required string Name { get; init; }

    /// <summary>As it stands in the file; <c>null</c> when it does not.</summary>
    public string? Before { get; init; }

    /// <summary>As it is to stand there; <c>null</c> when it is left out.</summary>
    public string? After { get; init; }

    /// <summary><c>added</c>; <c>pinned</c> to the version that is installed; <c>changed</c> from another version; <c>left_out</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Why it is left out.</summary>
    public string? Reason { get; init; }

    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The copy of the file as it was before; <c>null</c> when nothing was written.</summary>
    public string? Kept { get; init; }

    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{Kind} {Before ?? Name}{(After is null ? "" : $" → {After}")}{(Reason is null ? "" : $": {Reason}")}";
}
