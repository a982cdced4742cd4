namespace OptAIC.Quant.Expressions;

/// <summary>An expression cannot be read, or does not fit its inputs.</summary>
public sealed class ExpressionException : Exception
{
    internal ExpressionException(Position at, string found, string expected, string? suggestion = null)
        : base($"{Place(at)}found {found}, expected {expected}{(suggestion is null ? "" : $"; did you mean '{suggestion}'?")}")
    {
        var outermost = at;
        while (outermost.Within is { } site)
        {
            outermost = site.Call;
        }

        Line = outermost.Line;
        Column = outermost.Column;
        Found = found;
        Expected = expected;
        Suggestion = suggestion;
        if (at.Within is { } innermost)
        {
            Macro = innermost.Macro;
            MacroLine = at.Line;
            MacroColumn = at.Column;
        }
    }

    /// <summary>Line, from 1; that of the call when it happened in a macro. 0 when the macro was not called from a text.</summary>
    public int Line { get; }

    /// <summary>Column, from 1, in UTF-16 units; that of the call when it happened in a macro.</summary>
    public int Column { get; }

    /// <summary>The macro in whose text it happened; <c>null</c> when it was in the text that was given.</summary>
    public string? Macro { get; }

    /// <summary>Line in the macro's text, from 1.</summary>
    public int? MacroLine { get; }

    /// <summary>Column in the macro's text, from 1.</summary>
    public int? MacroColumn { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What could stand there.</summary>
    public string Expected { get; }

    /// <summary>The nearest thing that would be right, or <c>null</c>.</summary>
    public string? Suggestion { get; }

    /// <summary>From the outside in: the call, then the place in the text of the macro.</summary>
    private static string Place(Position at) => at switch
    {
        { Within: { } site } => $"{Place(site.Call)}in {site.Macro}, {at.Shown}: ",
        { Line: 0 } => "",
        _ => $"{at.Shown}: ",
    };
}
