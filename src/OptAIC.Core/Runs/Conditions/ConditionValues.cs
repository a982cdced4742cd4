using System.Globalization;
using OptAIC.Definitions;
using OptAIC.Naming;

namespace OptAIC.Runs.Conditions;

/// <summary>Reads the values of a condition, each by what the field's values are.</summary>
/// <param name="condition">The condition, for messages.</param>
/// <param name="now">What times such as <c>-7d</c> count back from.</param>
internal sealed class ConditionValues(string condition, DateTimeOffset now)
{
    private static readonly (string Format, TimeSpan Length)[] TimeFormats =
    [
        ("yyyy-MM-dd", TimeSpan.FromDays(1)),
        ("yyyy-MM-ddTHH:mm", TimeSpan.FromMinutes(1)),
        ("yyyy-MM-ddTHH:mm:ss", TimeSpan.FromSeconds(1)),
        ("yyyy-MM-ddTHH:mm:ss.FFFFFFF", TimeSpan.FromTicks(1)),
    ];

    public RunValue Read(RunFieldRow field, RunComparison comparison, ConditionToken token)
    {
        if (token.Is("none"))
        {
            return comparison is RunComparison.Equal or RunComparison.NotEqual
                ? new RunValue.None()
                : throw Wrong(token, "'none' can only be compared with = and !=", $"write {field.Names[0]} = none, or the text 'none' in quotes");
        }

        return field.Kind switch
        {
            _ when comparison == RunComparison.Like => new RunValue.Text(token.Text),
            RunValueKind.Choice => new RunValue.Text(field.Word!(token.Text) ?? throw Wrong(token, $"'{token.Text}' is no {field.Names[0]}", NearestName.Hint(token.Text, field.Words) ?? "there are: " + string.Join(", ", field.Words))),
            RunValueKind.Number => double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? new RunValue.Number(number)
                : throw Wrong(token, $"'{token.Text}' is no number", "write a number such as 1.5 or -1e-3"),
            RunValueKind.Duration => DurationText.TryParse(token.Text, out var duration)
                ? new RunValue.Duration(duration)
                : throw Wrong(token, $"'{token.Text}' is no length of time", "write 90s, 5m, 1h30m, 2d, or a number of seconds"),
            RunValueKind.Time => Time(token.Text) ?? throw Wrong(token, $"'{token.Text}' is no time", "write 2024-03-29 (that day, in UTC), 2024-03-29T16:00Z, -7d (seven days ago), today or yesterday"),
            RunValueKind.Date => Time(token.Text) is { } time && IsDay(token.Text)
                ? new RunValue.Day(DateOnly.FromDateTime(time.From.UtcDateTime))
                : throw Wrong(token, $"'{token.Text}' is no date", "write 2024-03-29, -7d (seven days ago), today or yesterday"),
            _ => new RunValue.Text(token.Text),
        };
    }

    private RunValue.Time? Time(string text)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        switch (text.ToLowerInvariant())
        {
            case "now":
                return new(now, now.AddTicks(1));
            case "today":
                return new(today, today.AddDays(1));
            case "yesterday":
                return new(today.AddDays(-1), today);
            case ['-', .. var back] when DurationText.TryParse(back, out var ago) && ago < now - DateTimeOffset.MinValue:
                return new(now - ago, (now - ago).AddTicks(1));
        }

        foreach (var (format, length) in TimeFormats)
        {
            if (DateTimeOffset.TryParseExact(text, Zoned(format), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time < DateTimeOffset.MaxValue - length)
            {
                return new(time.ToUniversalTime(), (time + length).ToUniversalTime());
            }
        }

        return null;
    }

    // Without a zone an instant is in UTC, as all of them are written.
    private static string[] Zoned(string format) => format.Contains('T', StringComparison.Ordinal) ? [format, format + "K", format + "zzz"] : [format];

    private static bool IsDay(string text) => !text.Contains(':', StringComparison.Ordinal);

    private RunConditionException Wrong(ConditionToken token, string problem, string hint) => new(condition, token.Column, problem, hint);
}
