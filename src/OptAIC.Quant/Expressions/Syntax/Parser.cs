using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Reads a text into a syntax tree: a Pratt parser (top-down operator precedence).</summary>
internal sealed class Parser
{
    /// <summary>Deepest tree: what follows may recurse over it without a thought for the stack.</summary>
    public const int MaximumDepth = 256;

    private const string Operand = "a number, a column, a function or '('";

    private readonly List<Token> _tokens;
    private int _next;
    private int _nesting;

    /// <summary>Open bars since the last open parenthesis: with two or more, <c>||</c> closes two of them.</summary>
    private int _openBars;

    private Parser(List<Token> tokens) => _tokens = tokens;

    private Token Current => _tokens[_next];

    /// <summary>Reads a whole text.</summary>
    /// <exception cref="ExpressionException">The text does not follow the grammar.</exception>
    public static Script Parse(string text) => new Parser(Tokenizer.Tokenize(text)).ParseScript();

    private Script ParseScript()
    {
        var lines = ImmutableArray.CreateBuilder<NamedLine>();
        while (true)
        {
            SkipLineEnds();
            var start = Current;
            var name = TakeLineName();
            var value = ParseExpression(0);
            RequireLineEnd();
            SkipLineEnds();
            if (Current.Kind == TokenKind.End)
            {
                return new Script(lines.ToImmutable(), value);
            }

            if (name is null)
            {
                throw new ExpressionException(start.At, "a line without a name", "'name: expression' on every line but the last");
            }

            if (lines.Any(line => line.Name == name))
            {
                throw new ExpressionException(start.At, $"a second line '{name}'", "a new name");
            }

            lines.Add(new NamedLine(name, value));
        }
    }

    private string? TakeLineName()
    {
        if (Current.Kind != TokenKind.Name || !_tokens[_next + 1].Is(":"))
        {
            return null;
        }

        var name = Current.Text;
        _next += 2;
        return name;
    }

    private SyntaxNode ParseExpression(int precedence)
    {
        if (++_nesting > MaximumDepth)
        {
            throw TooDeep(Current.At);
        }

        var left = ParsePrefix();
        while (true)
        {
            var symbol = Current;
            if (symbol.Is("?") && precedence < Symbols.ConditionalPrecedence)
            {
                left = ParseConditional(left);
            }
            else if (IsInfix(symbol, out var rule) && rule.Precedence > precedence)
            {
                left = ParseInfix(left, rule.Operator, rule.Precedence);
            }
            else
            {
                _nesting--;
                return left;
            }
        }
    }

    private bool IsInfix(Token token, out (Operator Operator, int Precedence) rule)
    {
        rule = default;
        return token.Kind == TokenKind.Symbol
            && !(token.Text == "||" && _openBars > 1)
            && Symbols.TryInfix(token.Text, out rule);
    }

    private OperationSyntax ParseInfix(SyntaxNode left, Operator operation, int precedence)
    {
        var at = Take().At;
        SkipLineEnds();
        var right = ParseExpression(precedence == Symbols.PowerPrecedence ? precedence - 1 : precedence);
        if (precedence == Symbols.ComparisonPrecedence && IsInfix(Current, out var next) && next.Precedence == precedence)
        {
            throw new ExpressionException(Current.At, $"{Current.Shown} after a comparison", "'&&' between two comparisons, as in a < b && b < c");
        }

        return Operation(operation, at, left, right);
    }

    private OperationSyntax ParseConditional(SyntaxNode condition)
    {
        var at = Take().At;
        SkipLineEnds();
        var whenTrue = ParseExpression(0);
        SkipLineEnds();
        Require(":", "':' and the value when the condition does not hold");
        SkipLineEnds();
        return Operation(Symbols.Conditional, at, condition, whenTrue, ParseExpression(0));
    }

    private SyntaxNode ParsePrefix()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Take();
                return new NumberSyntax(token.Number, token.At);
            case TokenKind.Name:
                return _tokens[_next + 1].Is("(") ? ParseCall() : ParseName();
            case TokenKind.Symbol when token.Text == "$":
                return ParseName();
            case TokenKind.Symbol when token.Text is "-" or "!":
                Take();
                return Operation(token.Text == "-" ? Symbols.Negate : Symbols.Not, token.At, ParseExpression(Symbols.PrefixPrecedence));
            case TokenKind.Symbol when token.Text == "(":
                return InParentheses(ParseParenthesized);
            case TokenKind.Symbol when token.Text is "|" or "||":
                return ParseBars();
            default:
                throw new ExpressionException(token.At, token.Shown, Operand);
        }
    }

    private NameSyntax ParseName()
    {
        var at = Current.At;
        var isColumn = Current.Is("$");
        if (isColumn)
        {
            Take();
        }

        var name = RequireName("the name of a column");
        if (!Current.Is("."))
        {
            return new NameSyntax(new ColumnName(null, name), !isColumn, at);
        }

        Take();
        return new NameSyntax(new ColumnName(name, RequireName($"the name of a column of '{name}'")), false, at);
    }

    private OperationSyntax ParseCall()
    {
        var name = Take();
        var function = Functions.Find(name.Text)
            ?? throw new ExpressionException(name.At, $"the unknown function '{name.Text}'", "a function", NearestName.Of(name.Text, Functions.Names));
        var arguments = InParentheses(() => ParseArguments(function));
        if (arguments.Length < function.Required || arguments.Length > function.Parameters.Length)
        {
            throw new ExpressionException(name.At, $"{function.Name} with {arguments.Length} {(arguments.Length == 1 ? "argument" : "arguments")}", function.Signature);
        }

        return Operation(function, name.At, arguments);
    }

    private SyntaxNode[] ParseArguments(Operator function)
    {
        var arguments = new List<SyntaxNode>();
        while (!(arguments.Count == 0 && Current.Is(")")))
        {
            arguments.Add(ParseExpression(0));
            if (Current.Is(")"))
            {
                break;
            }

            Require(",", $"an operator, ',' or ')' to go on with {function.Signature}");
        }

        Take();
        return [.. arguments];
    }

    private SyntaxNode ParseParenthesized()
    {
        var inner = ParseExpression(0);
        Require(")", "an operator or ')'");
        return inner;
    }

    /// <summary>Takes the opening parenthesis and reads what follows; bars outside have no say there.</summary>
    private T InParentheses<T>(Func<T> parse)
    {
        var bars = _openBars;
        _openBars = 0;
        Take();
        var parsed = parse();
        _openBars = bars;
        return parsed;
    }

    private OperationSyntax ParseBars()
    {
        var at = TakeBar();
        _openBars++;
        var inner = ParseExpression(0);
        if (Current is not { Kind: TokenKind.Symbol, Text: "|" or "||" })
        {
            throw new ExpressionException(Current.At, Current.Shown, "an operator or '|'");
        }

        TakeBar();
        _openBars--;
        return Operation(Functions.Absolute, at, inner);
    }

    /// <summary>Takes one bar; of <c>||</c>, where two bars open or close side by side, the first half.</summary>
    private Position TakeBar()
    {
        var (text, at) = (Current.Text, Current.At);
        if (text == "|")
        {
            Take();
        }
        else
        {
            _tokens[_next] = new Token(TokenKind.Symbol, "|", at with { Column = at.Column + 1 });
        }

        return at;
    }

    private static OperationSyntax Operation(Operator operation, Position at, params ReadOnlySpan<SyntaxNode> operands)
    {
        var node = new OperationSyntax(operation, [.. operands], at);
        return node.Depth <= MaximumDepth ? node : throw TooDeep(at);
    }

    private static ExpressionException TooDeep(Position at) =>
        new(at, $"an expression of more than {MaximumDepth} levels", "a shorter one; name parts of it on lines of their own");

    private Token Take() => _tokens[_next++];

    private void SkipLineEnds()
    {
        while (Current.Kind == TokenKind.LineEnd)
        {
            _next++;
        }
    }

    private void RequireLineEnd()
    {
        if (Current.Kind is not (TokenKind.LineEnd or TokenKind.End))
        {
            throw new ExpressionException(Current.At, Current.Shown, "an operator or the end of the line");
        }
    }

    private string RequireName(string expected) =>
        Current.Kind == TokenKind.Name ? Take().Text : throw new ExpressionException(Current.At, Current.Shown, expected);

    private void Require(string symbol, string expected)
    {
        if (!Current.Is(symbol))
        {
            throw new ExpressionException(Current.At, Current.Shown, expected);
        }

        _next++;
    }
}
