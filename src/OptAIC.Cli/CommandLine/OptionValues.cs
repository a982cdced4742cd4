using System.CommandLine;
using System.Globalization;
using OptAIC.Model;
using OptAIC.Naming;

namespace OptAIC.Cli.CommandLine;

/// <summary>Reads the values of options, and says what was expected when they cannot be read.</summary>
internal static class OptionValues
{
    /// <summary>One of an enum's values, in the spelling of the documents or of the objects.</summary>
    public static TEnum? Choice<TEnum>(this ParseResult line, Option<string?> option)
        where TEnum : struct, Enum
    {
        if (line.GetValue(option) is not { } text)
        {
            return null;
        }

        if (SnakeCase.TryParse<TEnum>(text, out var value))
        {
            return value;
        }

        // Types keep their own names in documents; all other values are written in snake_case.
        var known = typeof(TEnum) == typeof(InstanceType) || typeof(TEnum) == typeof(Definitions.DefinitionKind) ? Enum.GetNames<TEnum>() : SnakeCase.All<TEnum>();
        throw Wrong(option, text, NearestName.Hint(text, known) ?? "there are: " + string.Join(", ", known));
    }

    /// <summary>One of a few words, or <paramref name="otherwise"/>.</summary>
    public static string Word(this ParseResult line, Option<string?> option, string otherwise, params string[] words)
    {
        var text = line.GetValue(option) ?? otherwise;
        return words.FirstOrDefault(w => w.Equals(text, StringComparison.OrdinalIgnoreCase))
            ?? throw Wrong(option, text, NearestName.Hint(text, words) ?? "there are: " + string.Join(", ", words));
    }

    /// <summary>A date.</summary>
    public static DateOnly? Day(this ParseResult line, Option<string?> option) => line.GetValue(option) switch
    {
        null => null,
        var text when TryDay(text, out var day) => day,
        var text => throw Wrong(option, text, "write a date such as 2024-03-29"),
    };

    /// <summary>An instant, or the end of a day in UTC.</summary>
    public static DateTimeOffset? Instant(this ParseResult line, Option<string?> option) => line.GetValue(option) switch
    {
        null => null,
        var text when TryDay(text, out var day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MaxValue), TimeSpan.Zero),
        var text when TryInstant(text, out var time) => time,
        var text => throw Wrong(option, text, "write a date such as 2024-03-29 (the end of that day) or an instant such as 2024-03-29T16:00:00Z"),
    };

    /// <summary>An instant from which on, or the beginning of a day in UTC.</summary>
    public static DateTimeOffset? Since(this ParseResult line, Option<string?> option) => line.GetValue(option) switch
    {
        null => null,
        var text when TryInstant(text, out var time) => time,
        var text => throw Wrong(option, text, "write a date such as 2024-03-29 (the beginning of that day) or an instant such as 2024-03-29T16:00:00Z"),
    };

    /// <summary>A whole number.</summary>
    public static int? Count(this ParseResult line, Option<string?> option, int least = 1) => line.GetValue(option) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least => count,
        var text => throw Wrong(option, text, $"write a whole number from {least}"),
    };

    /// <summary>Names with whole numbers: <c>api=2</c>.</summary>
    public static IReadOnlyDictionary<string, int> Counts(this ParseResult line, Option<string[]> option)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in line.GetValue(option) ?? [])
        {
            if (text.LastIndexOf('=') is not (> 0 and var at) || !int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                throw Wrong(option, text, "write a name and a whole number from 0: api=2");
            }

            counts[text[..at]] = count;
        }

        return counts;
    }

    /// <summary>A share from 0 to 1.</summary>
    public static double? Share(this ParseResult line, Option<string?> option) => line.GetValue(option) switch
    {
        null => null,
        var text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1 => share,
        var text => throw Wrong(option, text, "write a number from 0 to 1, such as 0.01"),
    };

    /// <summary>A length of time: <c>90s</c>, <c>30m</c>, <c>1.5h</c>, <c>1d</c>.</summary>
    /// <param name="line">What was typed.</param>
    /// <param name="option">The option.</param>
    /// <param name="orNone">Whether <c>0</c> is allowed, for none.</param>
    public static TimeSpan? Duration(this ParseResult line, Option<string?> option, bool orNone = false)
    {
        if (line.GetValue(option) is not { Length: > 0 } text)
        {
            return null;
        }

        if (orNone && text == "0")
        {
            return TimeSpan.Zero;
        }

        var unit = text[^1] switch { 's' => TimeSpan.FromSeconds(1), 'm' => TimeSpan.FromMinutes(1), 'h' => TimeSpan.FromHours(1), 'd' => TimeSpan.FromDays(1), _ => default };
        return unit != default
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number * unit.TotalDays < TimeSpan.MaxValue.TotalDays
            ? number * unit
            : throw Wrong(option, text, "write a number and a unit: 90s, 30m, 2h, 1d");
    }

    /// <summary>A number of bytes: <c>500KB</c>, <c>1.5GB</c>.</summary>
    public static long? Size(this ParseResult line, Option<string?> option)
    {
        if (line.GetValue(option) is not { } text)
        {
            return null;
        }

        var number = text.TrimEnd('b', 'B', 'k', 'K', 'm', 'M', 'g', 'G', 't', 'T');
        double? unit = text[number.Length..].ToUpperInvariant() switch { "" or "B" => 1, "K" or "KB" => 1 << 10, "M" or "MB" => 1 << 20, "G" or "GB" => 1 << 30, "T" or "TB" => 1L << 40, _ => null };
        return unit is { } bytes && double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count * bytes < long.MaxValue
            ? (long)(count * bytes)
            : throw Wrong(option, text, "write a number and a unit: 500MB, 5GB");
    }

    private static bool TryDay(string text, out DateOnly day) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out day);

    private static bool TryInstant(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);

    private static UsageException Wrong(Option option, string text, string hint) => new($"{option.Name}: '{text}' cannot be used", hint);
}
