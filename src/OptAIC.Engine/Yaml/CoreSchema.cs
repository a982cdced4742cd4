using System.Buffers;
using System.Globalization;
using System.Numerics;

namespace OptAIC.Engine.Yaml;

/// <summary>The core schema of YAML 1.2 (section 10.3): what bare text is when nothing says otherwise. JSON's literals are a part of it.</summary>
internal static class CoreSchema
{
    private const int MaxDigits = 400;
    private static readonly SearchValues<char> FractionCharacters = SearchValues.Create("0123456789.eE+-");

    /// <summary>
    /// The type of bare text. <c>.inf</c>, <c>.nan</c> and numbers beyond the range of a double have no JSON counterpart and are strings.
    /// </summary>
    public static JsonTypes TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JsonTypes.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => JsonTypes.Boolean,
        _ when CanonicalNumber(text) is { } number => number.AsSpan().ContainsAny('.', 'E') ? JsonTypes.Fraction : JsonTypes.Integer,
        _ => JsonTypes.String,
    };

    /// <summary>Whether text is one of the truth values that YAML 1.1 had besides <c>true</c> and <c>false</c>.</summary>
    public static bool IsOldBoolean(string text) => text.ToUpperInvariant() is "YES" or "NO" or "ON" or "OFF";

    /// <summary>The truth value of text that is one.</summary>
    public static bool ToBoolean(string text) => text.ToUpperInvariant() is "TRUE" or "YES" or "ON";

    /// <summary>
    /// The one JSON spelling of a number: integers as digits, whatever their size; other values as the shortest text that gives the same double.
    /// <c>1.0</c>, <c>+1</c>, <c>0x1</c> and <c>1e0</c> all become <c>1</c>. <c>null</c> when the text is no number, or one that a double cannot hold.
    /// </summary>
    public static string? CanonicalNumber(string text)
    {
        if (text.Length is 0 or > MaxDigits || !(char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.'))
        {
            return null;
        }

        var digits = text.AsSpan(text[0] is '+' or '-' ? 1 : 0);
        if (digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'o')
        {
            return digits.Length == text.Length ? FromBase(digits) : null;
        }

        return IsDecimalInteger(digits) ? Integer(digits, text[0] == '-') : Fraction(text, digits);
    }

    private static bool IsDecimalInteger(ReadOnlySpan<char> digits) => digits.Length > 0 && !digits.ContainsAnyExceptInRange('0', '9');

    private static string Integer(ReadOnlySpan<char> digits, bool negative)
    {
        var significant = digits.TrimStart('0');
        return significant.Length == 0 ? "0" : negative ? string.Concat("-", significant) : significant.ToString();
    }

    private static string? FromBase(ReadOnlySpan<char> digits)
    {
        var bitsPerDigit = digits[1] == 'x' ? 4 : 3;
        var value = BigInteger.Zero;
        foreach (var c in digits[2..])
        {
            if (!char.IsAsciiHexDigit(c) || (bitsPerDigit == 3 && c is < '0' or > '7'))
            {
                return null;
            }

            value = (value << bitsPerDigit) + Convert.ToInt32(c.ToString(), 16);
        }

        return value.ToString(CultureInfo.InvariantCulture);
    }

    private static string? Fraction(string text, ReadOnlySpan<char> unsigned)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (unsigned.Length == 0
            || unsigned.ContainsAnyExcept(FractionCharacters)
            || !double.TryParse(text, Styles, CultureInfo.InvariantCulture, out var value)
            || !double.IsFinite(value))
        {
            return null;
        }

        return value == Math.Truncate(value)
            ? new BigInteger(value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
