using System.Globalization;
using System.Text;

namespace OptAIC.Engine.Schemas.Patterns;

/// <summary>The text of a pattern and how far it is read, with the escapes that are the same inside and outside of brackets.</summary>
internal sealed class PatternText(string text)
{
    private int _at;

    public bool AtEnd => _at >= text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public char Peek => PeekAt(0);

    public char PeekAt(int distance) => _at + distance < text.Length ? text[_at + distance] : '\0';

    public bool StartsWith(string start) => string.CompareOrdinal(text, _at, start, 0, start.Length) == 0;

    public void Skip(int count) => _at += count;

    public bool Take(char c)
    {
        var there = !AtEnd && text[_at] == c;
        _at += there ? 1 : 0;
        return there;
    }

    /// <summary>The next code point.</summary>
    public int Next()
    {
        var status = Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var consumed);
        var value = status == System.Buffers.OperationStatus.Done ? rune.Value : text[_at];
        _at += consumed;
        return value;
    }

    /// <summary>A decimal number.</summary>
    public long Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Peek))
        {
            _at++;
        }

        return (_at - start) switch
        {
            0 => throw new FormatException("a '{' begins neither {n} nor {n,} nor {n,m}; write \\{ for the character"),
            > 9 => int.MaxValue,
            _ => long.Parse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The name of a group in <c>&lt;…&gt;</c>.</summary>
    public string Name()
    {
        var end = Take('<') ? text.IndexOf('>', _at) : -1;
        var name = end < 0 ? "" : text[_at..end];
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || name.Any(c => !char.IsLetterOrDigit(c) && c is not ('_' or '$')))
        {
            throw new FormatException("the name of a group is missing; it stands in <…>, and has letters and digits");
        }

        _at = end + 1;
        return name;
    }

    /// <summary>The code point that an escape stands for; only control escapes, codes and the given punctuation can be escaped.</summary>
    public int Escape(string punctuation)
    {
        _at++;
        if (AtEnd)
        {
            throw new FormatException("it ends with '\\'");
        }

        var c = text[_at++];
        switch (c)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case '0' when !char.IsAsciiDigit(Peek): return 0;
            case 'c' when char.IsAsciiLetter(Peek): return text[_at++] % 32;
            case 'x': return Hex(2) ?? throw Unknown(c);
            case 'u': return CodePoint() ?? throw Unknown(c);
            default: return punctuation.Contains(c, StringComparison.Ordinal) ? c : throw Unknown(c);
        }
    }

    /// <summary>A code point as .NET reads it, as one unit that can repeat.</summary>
    public static string Literal(int codePoint)
    {
        if (codePoint >= 0x10000)
        {
            var (high, low) = Surrogates(codePoint);
            return string.Create(CultureInfo.InvariantCulture, $@"(?:\u{high:X4}\u{low:X4})");
        }

        return Unit(codePoint);
    }

    /// <summary>A UTF-16 unit as .NET reads it, inside and outside of brackets.</summary>
    public static string Unit(int unit) => unit switch
    {
        '_' => "_",
        < 0x80 when char.IsAsciiLetterOrDigit((char)unit) => ((char)unit).ToString(),
        > 0x20 and < 0x7F => $"\\{(char)unit}",
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{unit:X4}"),
    };

    /// <summary>The two units of a code point beyond U+FFFF.</summary>
    public static (int High, int Low) Surrogates(int codePoint) => (0xD7C0 + (codePoint >> 10), 0xDC00 + (codePoint & 0x3FF));

    private int? CodePoint()
    {
        if (Take('{'))
        {
            var end = text.IndexOf('}', _at);
            var digits = end < 0 ? "" : text[_at..end];
            _at = end + 1;
            return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0x10FFFF ? value : null;
        }

        var unit = Hex(4);
        if (unit is >= 0xD800 and < 0xDC00 && StartsWith("\\u"))
        {
            var before = _at;
            _at += 2;
            if (Hex(4) is { } low and >= 0xDC00 and < 0xE000)
            {
                return ((unit.Value - 0xD7C0) << 10) + (low - 0xDC00);
            }

            _at = before;
        }

        return unit;
    }

    private int? Hex(int length)
    {
        if (_at + length > text.Length || !int.TryParse(text.AsSpan(_at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        _at += length;
        return value;
    }

    private static FormatException Unknown(char c) => new($"'\\{c}' is no escape of the dialect that JSON Schema uses (ECMA-262)");
}
