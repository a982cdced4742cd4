using System.Globalization;

namespace OptAIC.Definitions;

/// <summary>Durations as people write them: <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>250ms</c>, <c>2d</c>; a bare number is seconds.</summary>
public static class DurationText
{
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a duration. Units go from large to small, each at most once; no sign, no spaces.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var total = 0.0;
        var larger = Units.Length;
        var rest = text.AsSpan();
        while (rest.Length > 0)
        {
            var digits = LengthWhile(rest, static c => char.IsAsciiDigit(c) || c == '.');
            var letters = LengthWhile(rest[digits..], char.IsAsciiLetter);
            var unit = letters == 0 && digits == text.Length ? 1 : IndexOfUnit(rest.Slice(digits, letters));
            if (unit < 0 || unit >= larger || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }

            total += number * Units[unit].Length.TotalMilliseconds;
            larger = unit;
            rest = rest[(digits + letters)..];
        }

        // A day less than what a TimeSpan holds: rounding must not carry it over the edge.
        if (total > TimeSpan.MaxValue.TotalMilliseconds - TimeSpan.FromDays(1).TotalMilliseconds)
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(total);
        return true;
    }

    private static int IndexOfUnit(ReadOnlySpan<char> unit)
    {
        for (var i = 0; i < Units.Length; i++)
        {
            if (unit.SequenceEqual(Units[i].Unit))
            {
                return i;
            }
        }

        return -1;
    }

    private static int LengthWhile(ReadOnlySpan<char> text, Func<char, bool> belongs)
    {
        var length = 0;
        while (length < text.Length && belongs(text[length]))
        {
            length++;
        }

        return length;
    }
}
