using System.Globalization;

namespace OptAIC.Engine.Schemas.Formats;

/// <summary>Formats <c>date</c>, <c>time</c> and <c>date-time</c> (RFC 3339).</summary>
internal static class DateFormat
{
    public static bool IsDate(ReadOnlySpan<char> text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    public static bool IsDateTime(ReadOnlySpan<char> text) => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]);

    /// <summary>Hours, minutes, seconds, optional fraction, then Z or an offset; second 60 only where a leap second can be.</summary>
    public static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.Length < 9 || text[2] != ':' || text[5] != ':' || !TwoDigits(text, 0, 23, out var hour) || !TwoDigits(text, 3, 59, out var minute) || !TwoDigits(text, 6, 60, out var second))
        {
            return false;
        }

        var at = 8;
        if (text[at] == '.')
        {
            var digits = text[(at + 1)..].IndexOfAnyExceptInRange('0', '9');
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

    private static bool IsOffset(ReadOnlySpan<char> text, out int minutes)
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

    private static bool TwoDigits(ReadOnlySpan<char> text, int at, int max, out int value)
    {
        value = -1;
        if (at + 2 > text.Length || !char.IsAsciiDigit(text[at]) || !char.IsAsciiDigit(text[at + 1]))
        {
            return false;
        }

        value = ((text[at] - '0') * 10) + text[at + 1] - '0';
        return value <= max;
    }
}
