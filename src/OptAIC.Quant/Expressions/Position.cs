namespace OptAIC.Quant.Expressions;

/// <summary>A place in a text, both from 1; 0 where there is no text, as for a value that a config gives.</summary>
/// <param name="Line">Line.</param>
/// <param name="Column">Column, in UTF-16 units.</param>
/// <param name="Within">The call of a macro whose text this is; <c>null</c> for the text that was given.</param>
internal readonly record struct Position(int Line, int Column, MacroSite? Within = null)
{
    /// <summary>For messages.</summary>
    public string Shown => $"line {Line}, column {Column}";
}

/// <summary>A call of a macro.</summary>
/// <param name="Macro">Its name.</param>
/// <param name="Call">Where it is called; itself within a macro when that one calls it.</param>
internal sealed record MacroSite(string Macro, Position Call);
