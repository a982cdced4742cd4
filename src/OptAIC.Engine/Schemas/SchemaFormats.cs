using System.Globalization;
using System.Text.RegularExpressions;
using OptAIC.Definitions;
using OptAIC.Naming;

namespace OptAIC.Engine.Schemas;

/// <summary>Values of <c>format</c>: those of the standard that are checked, and ours.</summary>
internal static class SchemaFormats
{
    /// <summary>Ours: the name of an instance.</summary>
    public const string InstanceReference = "instance-ref";

    /// <summary>Ours: the name of a secret.</summary>
    public const string SecretReference = "secret-ref";

    /// <summary>Ours: a file, directory or pattern; relative to the file in which it is written.</summary>
    public const string FilePath = "path";

    /// <summary>Ours: a duration such as <c>30m</c>.</summary>
    public const string Span = "time-span";

    /// <summary>What was expected when a text breaks its format, else <c>null</c>. Unknown formats accept everything, as the standard says.</summary>
    public static string? Violation(string format, string text) => format switch
    {
        "date" => IsDate(text) ? null : "a date such as 2024-03-29",
        "time" => IsTime(text) ? null : "a time with its offset such as 09:30:00Z",
        "date-time" => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]) ? null : "a date with time and offset such as 2024-03-29T09:30:00Z",
        "uuid" => Guid.TryParseExact(text, "D", out _) ? null : "a UUID such as 123e4567-e89b-42d3-a456-426614174000",
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out var uri) && text.StartsWith(uri.Scheme, StringComparison.OrdinalIgnoreCase) ? null : "a URI such as https://example.com/data.csv",
        "regex" => IsRegex(text) ? null : "a regular expression",
        InstanceReference => InstanceName.Problem(text) is null || Guid.TryParse(text, out _) ? null : "the name of an instance",
        SecretReference => text.Length > 0 && !text.Any(char.IsWhiteSpace) ? null : "the name of a secret, without spaces",
        FilePath => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal) ? null : "a path",
        Span => DurationText.TryParse(text, out _) ? null : "a duration such as 90s, 30m or 1h30m",
        _ => null,
    };

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // RFC 3339: hours, minutes, seconds, optional fraction, then Z or an offset; second 60 only where a leap second can be.
    private static bool IsTime(string text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':' || !TwoDigits(text, 0, 23, out var hour) || !TwoDigits(text, 3, 59, out var minute) || !TwoDigits(text, 6, 60, out var second))
        {
            return false;
        }

        var at = 8;
        if (text[at] == '.')
        {
            var digits = text.AsSpan(at + 1).IndexOfAnyExceptInRange('0', '9');
            if (digits < 1)
            {
                return false;
            }

            at += digits + 1;
        }

        if (!IsOffset(text[at..], out var offset))
        {
            return false;
        }

        var utcMinute = (((hour * 60) + minute - offset) % 1440 + 1440) % 1440;
        return second < 60 || utcMinute == 1439;
    }

    private static bool IsOffset(string text, out int minutes)
    {
        minutes = 0;
        if (text is "Z" or "z")
        {
            return true;
        }

        if (text.Length != 6 || text[0] is not ('+' or '-') || text[3] != ':' || !TwoDigits(text, 1, 23, out var hours) || !TwoDigits(text, 4, 59, out var rest))
        {
            return false;
        }

        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TwoDigits(string text, int at, int max, out int value)
    {
        value = -1;
        if (at + 2 > text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1]))
        {
            return false;
        }

        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return value <= max;
    }

    private static bool IsRegex(string text)
    {
        try
        {
            _ = new Regex(text, RegexOptions.CultureInvariant);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
