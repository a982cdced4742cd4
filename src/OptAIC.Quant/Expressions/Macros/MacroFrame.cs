using OptAIC.Quant.Expressions.Syntax;

namespace OptAIC.Quant.Expressions.Macros;

/// <summary>A macro while it is put in the place of one call.</summary>
/// <param name="Macro">The macro.</param>
/// <param name="Site">The call.</param>
/// <param name="Caller">The macro in whose text the call stands.</param>
internal sealed record MacroFrame(Macro Macro, MacroSite Site, MacroFrame? Caller)
{
    /// <summary>What is put in each place, by name of input or parameter.</summary>
    public Dictionary<string, SyntaxNode> Arguments { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines of the macro's text that have been put in so far: a line sees those before it.</summary>
    public Dictionary<string, SyntaxNode> Lines { get; } = new(StringComparer.Ordinal);
}
