using System.Globalization;
using System.Text;

namespace OptAIC.Engine.Schemas.Patterns;

/// <summary>A set of characters: what stands in brackets, or one of the escapes that mean a set.</summary>
internal sealed class PatternClass
{
    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";
    private const string Syntax = @"^$\.*+?()[]{}|/-";
    private const string Space = @"\t\n\v\f\r\u0020\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";
    private const string NoSpace =
        @"\u0000-\u0008\u000E-\u001F\u0021-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E\u2060-\u2FFF\u3001-\uFEFE\uFF00-\uFFFF";

    private readonly StringBuilder _units = new();
    private readonly List<(int First, int Last)> _beyond = [];
    private bool _allBeyond;

    /// <summary>The set of an escape such as <c>\d</c>, for .NET.</summary>
    public static string Of(PatternText text)
    {
        var set = new PatternClass();
        set.TryAddSet(text);
        return set.ToPositive();
    }

    /// <summary>The set in brackets, whose opening one is read, for .NET.</summary>
    public static string Read(PatternText text)
    {
        var set = new PatternClass();
        var negated = text.Take('^');
        while (!text.Take(']'))
        {
            set.AddNext(text);
        }

        return negated ? set.ToNegative() : set.ToPositive();
    }

    private void AddNext(PatternText text)
    {
        if (TryAddSet(text))
        {
            if (text.Peek == '-' && text.PeekAt(1) is not (']' or '\0'))
            {
                throw new FormatException("a range in brackets begins or ends with a set of characters");
            }

            return;
        }

        var first = Character(text);
        if (text.Peek != '-' || text.PeekAt(1) is ']' or '\0')
        {
            Add(first, first);
            return;
        }

        text.Skip(1);
        if (text.Peek == '\\' && text.PeekAt(1) is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'p' or 'P')
        {
            throw new FormatException("a range in brackets begins or ends with a set of characters");
        }

        var last = Character(text);
        if (last < first)
        {
            throw new FormatException("a range in brackets runs backwards");
        }

        Add(first, last);
    }

    private static int Character(PatternText text)
    {
        if (text.AtEnd)
        {
            throw new FormatException("a '[' is not closed");
        }

        if (text.Peek != '\\')
        {
            return text.Next();
        }

        if (text.PeekAt(1) == 'b')
        {
            text.Skip(2);
            return '\b';
        }

        return text.Escape(Syntax);
    }

    private bool TryAddSet(PatternText text)
    {
        var kind = text.Peek == '\\' ? text.PeekAt(1) : '\0';
        var units = kind switch
        {
            'd' => "0-9",
            'D' => @"\u0000-\u002F\u003A-\uFFFF",
            'w' => "A-Za-z0-9_",
            'W' => @"\u0000-\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\uFFFF",
            's' => Space,
            'S' => NoSpace,
            'p' or 'P' => UnicodeProperty.Read(text),
            _ => null,
        };
        if (units is null)
        {
            return false;
        }

        text.Skip(kind is 'p' or 'P' ? 0 : 2);
        _units.Append(units);
        _allBeyond |= char.IsAsciiLetterUpper(kind);
        return true;
    }

    private void Add(int first, int last)
    {
        if (first < 0x10000)
        {
            _units.Append(PatternText.Unit(first));
            if (last > first)
            {
                _units.Append('-').Append(PatternText.Unit(Math.Min(last, 0xFFFF)));
            }
        }

        if (last >= 0x10000)
        {
            _beyond.Add((Math.Max(first, 0x10000), last));
        }
    }

    private string ToPositive()
    {
        var units = _units.Length == 0 ? "(?!)" : $"[{_units}]";
        return _allBeyond ? $"(?>{Pair}|{units})" : _beyond.Count > 0 ? $"(?>{Beyond()}|{units})" : units;
    }

    // Half of a pair that is excluded must not match in its place.
    private string ToNegative()
    {
        var units = _units.Length == 0 ? @"[\s\S]" : $"[^{_units}]";
        const string Half = @"(?![\uD800-\uDBFF][\uDC00-\uDFFF])(?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF]))";
        return _allBeyond ? $"(?:{Half}{units})" : _beyond.Count > 0 ? $"(?>(?!{Beyond()}){Pair}|{Half}{units})" : $"(?>{Pair}|{units})";
    }

    private string Beyond() => $"(?:{string.Join('|', _beyond.SelectMany(range => Pairs(range.First, range.Last)))})";

    private static IEnumerable<string> Pairs(int first, int last)
    {
        var ((firstHigh, firstLow), (lastHigh, lastLow)) = (PatternText.Surrogates(first), PatternText.Surrogates(last));
        if (firstHigh == lastHigh)
        {
            yield return Units(firstHigh, firstHigh, firstLow, lastLow);
            yield break;
        }

        yield return Units(firstHigh, firstHigh, firstLow, 0xDFFF);
        if (lastHigh - firstHigh > 1)
        {
            yield return Units(firstHigh + 1, lastHigh - 1, 0xDC00, 0xDFFF);
        }

        yield return Units(lastHigh, lastHigh, 0xDC00, lastLow);
    }

    private static string Units(int firstHigh, int lastHigh, int firstLow, int lastLow) =>
        string.Create(CultureInfo.InvariantCulture, $@"[\u{firstHigh:X4}-\u{lastHigh:X4}][\u{firstLow:X4}-\u{lastLow:X4}]");
}
