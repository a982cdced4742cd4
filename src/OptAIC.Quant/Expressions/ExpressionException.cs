namespace OptAIC.Quant.Expressions;

/// <summary>An expression cannot be read, or does not fit its inputs.</summary>
public sealed class ExpressionException : Exception
{
    internal ExpressionException(Position at, string found, string expected, string? suggestion = null)
        : base($"line {at.Line}, column {at.Column}: found {found}, expected {expected}{(suggestion is null ? "" : $"; did you mean '{suggestion}'?")}")
    {
        Line = at.Line;
        Column = at.Column;
        Found = found;
        Expected = expected;
        Suggestion = suggestion;
    }

    /// <summary>Line, from 1.</summary>
    public int Line { get; }

    /// <summary>Column, from 1, in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What could stand there.</summary>
    public string Expected { get; }

    /// <summary>The nearest thing that would be right, or <c>null</c>.</summary>
    public string? Suggestion { get; }
}
