using System.Collections.Immutable;
using OptAIC.Quant.Expressions.Operators;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Reads a text into a syntax tree: a Pratt parser (top-down operator precedence).</summary>
internal sealed class Parser(List<Token> tokens, bool allowHoles) : TokenReader(tokens)
{
    /// <summary>Deepest tree: what follows may recurse over it without a thought for the stack.</summary>
    public const int MaximumDepth = 256;

    private const string Operand = "a number, a column, a function or '('";

    private int _nesting;

    /// <summary>Open bars since the last open parenthesis: with two or more, <c>||</c> closes two of them.</summary>
    private int _openBars;

    /// <summary>Reads a whole text. Calls of what is no operator are left for the expansion of macros.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allowHoles">Whether it may leave places open, as the text of a macro does.</param>
    /// <exception cref="ExpressionException">The text does not follow the grammar.</exception>
    public static Script Parse(string text, bool allowHoles = false) => new Parser(Tokenizer.Tokenize(text), allowHoles).ParseScript();

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
        if (Current.Kind != TokenKind.Name || !Following.Is(":"))
        {
            return null;
        }

        var name = Current.Text;
        Skip(2);
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
                return Following.Is("(") ? ParseCall() : ParseName();
            case TokenKind.Hole:
                return ParseHole();
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
                throw Unexpected(Operand);
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

    private HoleSyntax ParseHole()
    {
        var hole = Take();
        if (!allowHoles)
        {
            throw new ExpressionException(hole.At, hole.Shown, "a value; only the text of a definition leaves places open");
        }

        if (!Current.Is("."))
        {
            return new HoleSyntax(hole.Text, null, hole.At);
        }

        Take();
        return new HoleSyntax(hole.Text, RequireName($"the name of a column of {hole.Shown}"), hole.At);
    }

    private SyntaxNode ParseCall()
    {
        var name = Take();
        var function = Functions.Find(name.Text);
        var arguments = InParentheses(() => ParseArguments(function?.Signature ?? $"the call of {name.Text}"));
        if (function is not null)
        {
            return Operation(function, name.At, Operands(function, arguments, name.At));
        }

        var call = new CallSyntax(name.Text, arguments, name.At);
        return call.Depth <= MaximumDepth ? call : throw TooDeep(name.At);
    }

    // Defaults stand at the end, and are left out.
    private static SyntaxNode[] Operands(Operator function, ImmutableArray<ArgumentSyntax> arguments, Position at)
    {
        var binding = new ArgumentBinding(function.Name, function.Signature, [.. function.Parameters.Select(parameter => (parameter.Name, parameter.Default is not null))]);
        return [.. binding.Bind(arguments, at).OfType<ArgumentSyntax>().Select(argument => argument.Value)];
    }

    private ImmutableArray<ArgumentSyntax> ParseArguments(string signature)
    {
        var arguments = ImmutableArray.CreateBuilder<ArgumentSyntax>();
        while (!(arguments.Count == 0 && Current.Is(")")))
        {
            arguments.Add(ParseArgument(arguments.Count > 0 && arguments[^1].Name is not null));
            if (Current.Is(")"))
            {
                break;
            }

            Require(",", $"an operator, ',' or ')' to go on with {signature}");
        }

        Take();
        return arguments.ToImmutable();
    }

    private ArgumentSyntax ParseArgument(bool mustBeNamed)
    {
        var start = Current;
        if (start.Kind == TokenKind.Name && Following.Is("="))
        {
            Skip(2);
            return new ArgumentSyntax(start.Text, ParseExpression(0), start.At);
        }

        return mustBeNamed
            ? throw new ExpressionException(start.At, $"{start.Shown} after a named argument", "'name=value'")
            : new ArgumentSyntax(null, ParseExpression(0), start.At);
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
            Replace(new Token(TokenKind.Symbol, "|", at with { Column = at.Column + 1 }));
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
}
