using System.Globalization;

namespace OptAIC.Schedules;

/// <summary>Reads cron expressions.</summary>
internal static class CronParser
{
    private const string Fields = "write minute hour day-of-month month day-of-week, with a second in front where it is needed, such as '0 6 * * 1-5'; or a macro such as @daily";

    private static readonly CronField[] Six = [CronField.Second, CronField.Minute, CronField.Hour, CronField.DayOfMonth, CronField.Month, CronField.DayOfWeek];

    /// <summary>Reads an expression.</summary>
    /// <exception cref="InvalidCronException">It is not one.</exception>
    public static CronExpression Parse(string text)
    {
        Span<Range> parts = stackalloc Range[Six.Length + 1];
        var count = Split(text, parts);
        if (count == 1 && text[parts[0]].StartsWith('@'))
        {
            return Macro(text, text.AsSpan(parts[0]), parts[0].Start.Value);
        }

        if (count is not (5 or 6))
        {
            var at = count > Six.Length ? parts[Six.Length].Start.Value : text.Length;
            throw new InvalidCronException(text, null, at + 1, $"it has {(count > Six.Length ? "more than six" : count.ToString(CultureInfo.InvariantCulture))} field{(count == 1 ? "" : "s")}", Fields);
        }

        return Build(text, text, parts[..count]);
    }

    private static CronExpression Build(string text, string source, ReadOnlySpan<Range> parts)
    {
        var values = new CronFieldValues[Six.Length];
        values[0] = new CronFieldValues { Values = 1 };
        for (var (field, part) = (Six.Length - parts.Length, 0); field < Six.Length; field++, part++)
        {
            values[field] = new CronFieldReader(source, Six[field], parts[part]).Read();
        }

        return new CronExpression(
            text,
            new CronTimes(values[0], values[1], values[2]),
            new CronDays(values[3], values[4], values[5]),
            values[0].IsInterval || values[1].IsInterval || values[2].IsInterval);
    }

    private static CronExpression Macro(string text, ReadOnlySpan<char> name, int at)
    {
        var meant = name.ToString().ToLowerInvariant() switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            "@every_minute" => "* * * * *",
            "@every_second" => "* * * * * *",
            _ => throw new InvalidCronException(
                text, null, at + 1, $"there is no macro '{name}'", "there are @yearly, @monthly, @weekly, @daily, @hourly, @every_minute and @every_second"),
        };
        Span<Range> parts = stackalloc Range[Six.Length + 1];
        var count = Split(meant, parts);
        return Build(text, meant, parts[..count]);
    }

    private static int Split(ReadOnlySpan<char> text, Span<Range> parts)
    {
        var count = 0;
        for (var at = 0; at < text.Length && count < parts.Length; at++)
        {
            if (IsSpace(text[at]))
            {
                continue;
            }

            var start = at;
            while (at < text.Length && !IsSpace(text[at]))
            {
                at++;
            }

            parts[count++] = start..at;
        }

        return count;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t';
}
