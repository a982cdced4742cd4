namespace OptAIC.Engine.Schemas.Patterns;

/// <summary>
/// The sets <c>\p{…}</c> and <c>\P{…}</c>: general categories by their short and long names, and a few more. Scripts and most binary properties
/// exist in ECMA-262, but .NET has no tables of them.
/// </summary>
internal static class UnicodeProperty
{
    private static readonly Dictionary<string, string> Categories = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Titlecase_Letter"] = "Lt",
        ["Modifier_Letter"] = "Lm",
        ["Other_Letter"] = "Lo",
        ["Mark"] = "M",
        ["Combining_Mark"] = "M",
        ["Nonspacing_Mark"] = "Mn",
        ["Spacing_Mark"] = "Mc",
        ["Enclosing_Mark"] = "Me",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Letter_Number"] = "Nl",
        ["Other_Number"] = "No",
        ["Punctuation"] = "P",
        ["punct"] = "P",
        ["Connector_Punctuation"] = "Pc",
        ["Dash_Punctuation"] = "Pd",
        ["Open_Punctuation"] = "Ps",
        ["Close_Punctuation"] = "Pe",
        ["Initial_Punctuation"] = "Pi",
        ["Final_Punctuation"] = "Pf",
        ["Other_Punctuation"] = "Po",
        ["Symbol"] = "S",
        ["Math_Symbol"] = "Sm",
        ["Currency_Symbol"] = "Sc",
        ["Modifier_Symbol"] = "Sk",
        ["Other_Symbol"] = "So",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
        ["Line_Separator"] = "Zl",
        ["Paragraph_Separator"] = "Zp",
        ["Other"] = "C",
        ["Control"] = "Cc",
        ["cntrl"] = "Cc",
        ["Format"] = "Cf",
        ["Surrogate"] = "Cs",
        ["Private_Use"] = "Co",
        ["Unassigned"] = "Cn",
    };

    private static readonly Dictionary<string, (string Units, string Others)> Sets = new(StringComparer.Ordinal)
    {
        ["Any"] = (@"\u0000-\uFFFF", ""),
        ["ASCII"] = (@"\u0000-\u007F", @"\u0080-\uFFFF"),
        ["ASCII_Hex_Digit"] = ("0-9A-Fa-f", @"\u0000-\u002F\u003A-\u0040\u0047-\u0060\u0067-\uFFFF"),
        ["Assigned"] = (@"\P{Cn}", @"\p{Cn}"),
    };

    private static readonly HashSet<string> OtherBinary =
    [
        "Alphabetic", "Alpha", "Bidi_Control", "Bidi_Mirrored", "Case_Ignorable", "Cased", "Changes_When_Casefolded", "Changes_When_Casemapped",
        "Changes_When_Lowercased", "Changes_When_NFKC_Casefolded", "Changes_When_Titlecased", "Changes_When_Uppercased", "Dash", "Default_Ignorable_Code_Point",
        "Deprecated", "Diacritic", "Emoji", "Emoji_Component", "Emoji_Modifier", "Emoji_Modifier_Base", "Emoji_Presentation", "Extended_Pictographic",
        "Extender", "Grapheme_Base", "Grapheme_Extend", "Hex_Digit", "IDS_Binary_Operator", "IDS_Trinary_Operator", "ID_Continue", "ID_Start", "Ideographic",
        "Join_Control", "Logical_Order_Exception", "Lowercase", "Lower", "Math", "Noncharacter_Code_Point", "Pattern_Syntax", "Pattern_White_Space",
        "Quotation_Mark", "Radical", "Regional_Indicator", "Sentence_Terminal", "Soft_Dotted", "Terminal_Punctuation", "Unified_Ideograph", "Uppercase", "Upper",
        "Variation_Selector", "White_Space", "space", "XID_Continue", "XID_Start", "LC", "Cased_Letter",
    ];

    private static readonly HashSet<string> ShortCategories = [.. Categories.Values];

    /// <summary>Reads a property, and gives the UTF-16 units of its set for brackets in .NET.</summary>
    /// <exception cref="FormatException">There is no such property.</exception>
    /// <exception cref="NotSupportedException">There is, but it is not known here.</exception>
    public static string Read(PatternText text)
    {
        var negated = text.PeekAt(1) == 'P';
        text.Skip(2);
        var (key, name) = Name(text);
        var isCategory = key is "" or "General_Category" or "gc";
        if (isCategory && (Categories.GetValueOrDefault(name) ?? (ShortCategories.Contains(name) ? name : null)) is { } category)
        {
            return $@"\{(negated ? 'P' : 'p')}{{{category}}}";
        }

        if (key.Length == 0 && Sets.TryGetValue(name, out var set))
        {
            return negated ? set.Others : set.Units;
        }

        var exists = key is "Script" or "sc" or "Script_Extensions" or "scx" ? name.Length > 0 : isCategory && OtherBinary.Contains(name);
        throw exists
            ? new NotSupportedException($"the Unicode property '{(key.Length == 0 ? name : $"{key}={name}")}' is not supported; general categories such as \\p{{Letter}} or \\p{{Nd}} are")
            : new FormatException($"there is no Unicode property '{(key.Length == 0 ? name : $"{key}={name}")}'");
    }

    private static (string Key, string Name) Name(PatternText text)
    {
        var written = new System.Text.StringBuilder();
        if (!text.Take('{'))
        {
            throw new FormatException("'\\p' stands without its {name}");
        }

        while (!text.Take('}'))
        {
            if (!char.IsAsciiLetterOrDigit(text.Peek) && text.Peek is not ('_' or '='))
            {
                throw new FormatException("the {name} after '\\p' is not closed, or has other characters than letters, digits and '_'");
            }

            written.Append((char)text.Next());
        }

        var parts = written.ToString().Split('=', 2);
        return parts.Length == 2 ? (parts[0], parts[1]) : ("", parts[0]);
    }
}
