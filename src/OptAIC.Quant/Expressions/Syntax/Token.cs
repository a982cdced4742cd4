namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>A piece of the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written; empty for line ends; of a hole the name in it.</param>
/// <param name="At">Where it starts.</param>
/// <param name="Number">Value of a number.</param>
internal readonly record struct Token(TokenKind Kind, string Text, Position At, double Number = 0)
{
    /// <summary>For messages.</summary>
    public string Shown => Kind switch
    {
        TokenKind.LineEnd => "the end of the line",
        TokenKind.End => "the end of the text",
        TokenKind.Hole => $"'${{{Text}}}'",
        _ => $"'{Text}'",
    };

    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
