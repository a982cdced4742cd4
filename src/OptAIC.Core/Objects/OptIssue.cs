namespace OptAIC;

/// <summary>One finding of a check: what, where, what was expected, what was found.</summary>
public sealed record OptIssue
{
    /// <summary>Whether it refuses or warns.</summary>
    public required IssueSeverity Severity { get; init; }

    /// <summary>Stable code in snake_case, for example <c>unknown_key</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The finding in one line, without the place.</summary>
    public required string Message { get; init; }

    /// <summary>File in which it was found.</summary>
    public string? File { get; init; }

    /// <summary>Line in the file, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Column in the line, from 1.</summary>
    public int? Column { get; init; }

    /// <summary>JSON pointer (RFC 6901) of the value, for example <c>/config/symbols/0</c>.</summary>
    public string? Pointer { get; init; }

    /// <summary>What was expected.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found.</summary>
    public string? Found { get; init; }

    /// <summary>How many values are affected, when it was counted.</summary>
    public long? Count { get; init; }

    /// <summary>A few affected values.</summary>
    public IReadOnlyList<string> Sample { get; init; } = [];

    /// <summary>Place and message in one line: <c>file:line:column: /pointer: message</c>.</summary>
    public override string ToString()
    {
        var place = File is null ? "" : Line is null ? $"{File}: " : Column is null ? $"{File}:{Line}: " : $"{File}:{Line}:{Column}: ";
        return Pointer is null ? place + Message : $"{place}{(Pointer.Length == 0 ? "/" : Pointer)}: {Message}";
    }
}
