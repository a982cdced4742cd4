namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Goes through the tokens of a text, and says what was expected where something else stands.</summary>
internal abstract class TokenReader(List<Token> tokens)
{
    private int _next;

    protected Token Current => tokens[_next];

    protected Token Following => tokens[_next + 1];

    protected void Replace(Token token) => tokens[_next] = token;

    protected void Skip(int count) => _next += count;

    protected Token Take() => tokens[_next++];

    protected void SkipLineEnds()
    {
        while (Current.Kind == TokenKind.LineEnd)
        {
            _next++;
        }
    }

    protected void RequireLineEnd()
    {
        if (Current.Kind is not (TokenKind.LineEnd or TokenKind.End))
        {
            throw Unexpected("an operator or the end of the line");
        }
    }

    protected string RequireName(string expected) =>
        Current.Kind == TokenKind.Name ? Take().Text : throw new ExpressionException(Current.At, Current.Shown, expected);

    protected void Require(string symbol, string expected)
    {
        if (!Current.Is(symbol))
        {
            throw Unexpected(expected);
        }

        _next++;
    }

    protected ExpressionException Unexpected(string expected) => new(Current.At, Current.Shown, expected, Current.Is("=") ? "==" : null);
}
