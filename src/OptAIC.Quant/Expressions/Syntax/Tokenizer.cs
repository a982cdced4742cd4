using System.Globalization;

namespace OptAIC.Quant.Expressions.Syntax;

/// <summary>Cuts a text into tokens; blanks, <c>#</c> comments and line ends inside parentheses fall away.</summary>
internal ref struct Tokenizer(ReadOnlySpan<char> text)
{
    private static readonly string[] s_symbols =
        ["<=", ">=", "==", "!=", "&&", "||", "+", "-", "*", "/", "^", "<", ">", "=", "!", "?", ":", "(", ")", ",", "|", ".", "$"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _next;
    private int _line = 1;
    private int _lineStart;
    private int _parentheses;

    private readonly Position Here => new(_line, _next - _lineStart + 1);

    /// <summary>All tokens; the last one is <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="ExpressionException">A character or a number that the language does not have.</exception>
    public static List<Token> Tokenize(string text)
    {
        var tokenizer = new Tokenizer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(tokenizer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    private Token Next()
    {
        SkipBlanks();
        if (_next == _text.Length)
        {
            return new Token(TokenKind.End, "", Here);
        }

        return Peek(0) switch
        {
            '\n' => LineEnd(),
            var c when IsDigit(c) || (c == '.' && IsDigit(Peek(1))) => Number(),
            var c when IsNameStart(c) => Name(),
            '$' when Peek(1) == '{' => Hole(),
            _ => Symbol(),
        };
    }

    /// <summary>Blanks, comments and, inside parentheses, line ends.</summary>
    private void SkipBlanks()
    {
        while (_next < _text.Length)
        {
            switch (Peek(0))
            {
                case ' ' or '\t' or '\r':
                    _next++;
                    break;
                case '#':
                    var toLineEnd = _text[_next..].IndexOf('\n');
                    _next = toLineEnd < 0 ? _text.Length : _next + toLineEnd;
                    break;
                case '\n' when _parentheses > 0:
                    StartLine();
                    break;
                default:
                    return;
            }
        }
    }

    private void StartLine()
    {
        _next++;
        _line++;
        _lineStart = _next;
    }

    private Token LineEnd()
    {
        var at = Here;
        StartLine();
        return new Token(TokenKind.LineEnd, "", at);
    }

    private Token Number()
    {
        var (start, at) = (_next, Here);
        SkipDigits();
        if (Peek(0) == '.' && IsDigit(Peek(1)))
        {
            _next++;
            SkipDigits();
        }

        var sign = Peek(1) is '+' or '-' ? 1 : 0;
        if (Peek(0) is 'e' or 'E' && IsDigit(Peek(1 + sign)))
        {
            _next += 1 + sign;
            SkipDigits();
        }

        var digits = _text[start.._next].ToString();
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new Token(TokenKind.Number, digits, at, value)
            : throw new ExpressionException(at, $"'{digits}'", "a number under 1.8e308");
    }

    private Token Name()
    {
        var (start, at) = (_next, Here);
        while (IsNameStart(Peek(0)) || IsDigit(Peek(0)))
        {
            _next++;
        }

        return new Token(TokenKind.Name, _text[start.._next].ToString(), at);
    }

    private Token Hole()
    {
        var (start, at) = (_next + 2, Here);
        var end = start;
        while (end < _text.Length && (IsNameStart(_text[end]) || IsDigit(_text[end]) || _text[end] == '.'))
        {
            end++;
        }

        var name = _text[start..end].ToString();
        if (end == _text.Length || _text[end] != '}' || name.Split('.') is not ([{ Length: > 0 }] or ["input", { Length: > 0 }]))
        {
            throw new ExpressionException(at, $"'{_text[_next..Math.Min(end + 1, _text.Length)].ToString().ReplaceLineEndings(" ")}'", "${name} for a parameter, ${input} or ${input.name} for an input");
        }

        _next = end + 1;
        return new Token(TokenKind.Hole, name, at);
    }

    private Token Symbol()
    {
        var at = Here;
        foreach (var symbol in s_symbols)
        {
            if (_text[_next..].StartsWith(symbol, StringComparison.Ordinal))
            {
                _next += symbol.Length;
                _parentheses += symbol switch { "(" => 1, ")" => -1, _ => 0 };
                return new Token(TokenKind.Symbol, symbol, at);
            }
        }

        var suggestion = Peek(0) == '&' ? "&&" : null;
        throw new ExpressionException(at, $"'{Peek(0)}'", "a number, a name or an operator", suggestion);
    }

    private void SkipDigits()
    {
        while (IsDigit(Peek(0)))
        {
            _next++;
        }
    }

    private readonly char Peek(int ahead) => _next + ahead < _text.Length ? _text[_next + ahead] : '\0';

    private static bool IsDigit(char c) => char.IsAsciiDigit(c);

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);
}
