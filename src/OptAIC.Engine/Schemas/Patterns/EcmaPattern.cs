using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace OptAIC.Engine.Schemas.Patterns;

/// <summary>
/// Reads a regular expression as ECMA-262 with its flag <c>u</c> defines it, the dialect of JSON Schema, and writes it for .NET: <c>\d</c>, <c>\w</c>,
/// <c>\s</c> and <c>\b</c> are ASCII or ECMA's own sets, <c>$</c> is the very end, and a character is a code point.
/// </summary>
internal sealed class EcmaPattern
{
    /// <summary>Longest pattern.</summary>
    public const int MaxLength = 4_000;

    private const int MaxNesting = 100;
    private const int MaxRepeats = 100_000;
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Word = "[A-Za-z0-9_]";
    private const string Syntax = @"^$\.*+?()[]{}|/";

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    private readonly PatternText _text;
    private readonly StringBuilder _output = new();
    private readonly Stack<bool> _open = new();
    private readonly List<string?> _groups;
    private int _group;
    private bool _repeatable;

    private EcmaPattern(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            throw new FormatException($"it is longer than {MaxLength} characters");
        }

        _text = new PatternText(pattern);
        _groups = PatternGroups.Of(pattern);
    }

    /// <summary>The pattern for .NET.</summary>
    /// <exception cref="FormatException">It is no regular expression.</exception>
    /// <exception cref="NotSupportedException">It is one, but uses a Unicode property that is not known here.</exception>
    public static string Translate(string pattern)
    {
        var reading = new EcmaPattern(pattern);
        reading.Read();
        return reading._output.ToString();
    }

    /// <summary>The pattern, ready to match; it gives up after a tenth of a second.</summary>
    /// <inheritdoc cref="Translate"/>
    public static Regex Compile(string pattern) => new(Translate(pattern), RegexOptions.CultureInvariant, Timeout);

    private void Read()
    {
        while (!_text.AtEnd)
        {
            ReadTerm();
        }

        if (_open.Count > 0)
        {
            throw new FormatException("a '(' is not closed");
        }
    }

    private void ReadTerm()
    {
        switch (_text.Peek)
        {
            case '^':
                Assert(1, "^");
                break;
            case '$':
                Assert(1, @"\z");
                break;
            case '|':
                Assert(1, "|");
                break;
            case '.':
                _text.Skip(1);
                Atom(@$"(?>{Pair}|[^\n\r\u2028\u2029])");
                break;
            case '(':
                OpenGroup();
                break;
            case ')':
                CloseGroup();
                break;
            case '[':
                _text.Skip(1);
                Atom(PatternClass.Read(_text));
                break;
            case '*' or '+' or '?' or '{':
                ReadQuantifier();
                break;
            case '\\':
                ReadEscape();
                break;
            default:
                Atom(PatternText.Literal(_text.Next()));
                break;
        }
    }

    private void ReadEscape()
    {
        switch (_text.PeekAt(1))
        {
            case 'b':
                Assert(2, $"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))");
                break;
            case 'B':
                Assert(2, $"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))");
                break;
            case >= '1' and <= '9':
                _text.Skip(1);
                Reference(_text.Number());
                break;
            case 'k':
                _text.Skip(2);
                var name = _text.Name();
                Reference(_groups.IndexOf(name) + 1 is > 0 and var number ? number : throw new FormatException($"there is no group '{name}'"));
                break;
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P':
                Atom(PatternClass.Of(_text));
                break;
            default:
                Atom(PatternText.Literal(_text.Escape(Syntax)));
                break;
        }
    }

    // A group that took no part matches nothing in .NET and the empty text in ECMA.
    private void Reference(long number)
    {
        if (number > _groups.Count)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"there is no group {number}"));
        }

        Atom(string.Create(CultureInfo.InvariantCulture, $@"(?:(?({number})\k<{number}>|))"));
    }

    private void OpenGroup()
    {
        if (_open.Count == MaxNesting)
        {
            throw new FormatException($"its groups are nested deeper than {MaxNesting}");
        }

        foreach (var (opening, repeatable) in ((string, bool)[])[("(?:", true), ("(?=", false), ("(?!", false), ("(?<=", false), ("(?<!", false)])
        {
            if (_text.StartsWith(opening))
            {
                Assert(opening.Length, opening);
                _open.Push(repeatable);
                return;
            }
        }

        if (_text.StartsWith("(?<"))
        {
            _text.Skip(2);
            _text.Name();
        }
        else if (_text.StartsWith("(?"))
        {
            throw new FormatException("after '(?' only ':', '=', '!', '<=', '<!' and a '<name>' are possible");
        }
        else
        {
            _text.Skip(1);
        }

        // .NET would number groups with names after the others.
        Assert(0, string.Create(CultureInfo.InvariantCulture, $"(?<{++_group}>"));
        _open.Push(true);
    }

    private void CloseGroup()
    {
        if (!_open.TryPop(out var repeatable))
        {
            throw new FormatException("a ')' closes nothing");
        }

        Assert(1, ")");
        _repeatable = repeatable;
    }

    private void ReadQuantifier()
    {
        if (!_repeatable)
        {
            throw new FormatException($"there is nothing before '{_text.Peek}' that could repeat");
        }

        if (_text.Peek == '{')
        {
            _text.Skip(1);
            var least = _text.Number();
            var most = !_text.Take(',') ? least : _text.Peek == '}' ? (long?)null : _text.Number();
            if (!_text.Take('}') || least > most)
            {
                throw new FormatException("a '{' begins neither {n} nor {n,} nor {n,m}; write \\{ for the character");
            }

            if (least > MaxRepeats || most > MaxRepeats)
            {
                throw new FormatException($"it repeats something more than {MaxRepeats} times");
            }

            _output.Append(CultureInfo.InvariantCulture, $"{{{least},{most}}}");
        }
        else
        {
            _output.Append((char)_text.Next());
        }

        if (_text.Take('?'))
        {
            _output.Append('?');
        }

        _repeatable = false;
    }

    private void Atom(string written)
    {
        _output.Append(written);
        _repeatable = true;
    }

    private void Assert(int length, string written)
    {
        _text.Skip(length);
        _output.Append(written);
        _repeatable = false;
    }
}
