namespace OptAIC.Definitions;

/// <summary>The entry of a definition or of one of its flows.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Arguments">The program and its arguments; for the other kinds one text: name of the built-in, expression, path of the steps file.</param>
public sealed record DefinitionEntry(EntryKind Kind, IReadOnlyList<string> Arguments)
{
    /// <summary>The environment of a command.</summary>
    public EntryEnvironment Environment { get; init; } = EntryEnvironment.Standard;

    /// <summary>Whether a command gets its upstreams' datasets as CSV files.</summary>
    public bool WritesInputFiles { get; init; } = true;

    /// <summary>How long a command that is stopped is given to end in order; <c>null</c> is the usual time.</summary>
    public TimeSpan? StopGrace { get; init; }

    /// <summary>The name, the expression, the path, or the command line as one text for people.</summary>
    public string Text => string.Join(' ', Arguments);

    /// <inheritdoc/>
    public override string ToString() => Text;
}
