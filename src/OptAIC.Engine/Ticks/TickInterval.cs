using System.Globalization;

namespace OptAIC.Engine.Ticks;

/// <summary>
/// The minutes from one tick to the next: such as divide an hour, or hours that divide a day, so that every system can keep them and ticks come at
/// the same minutes of every day.
/// </summary>
internal static class TickInterval
{
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>Those that there are.</summary>
    public static IReadOnlyList<int> All { get; } = [.. Enumerable.Range(1, Day).Where(m => m < Hour ? Hour % m == 0 : m % Hour == 0 && Day % m == 0)];

    /// <exception cref="InvalidTickException">Not every system could keep it.</exception>
    public static int Check(int minutes) => All.Contains(minutes)
        ? minutes
        : throw new InvalidTickException(
            $"a tick every {Number(minutes)} minutes is not to be had",
            $"minutes that divide an hour, or hours that divide a day: {string.Join(", ", All.Select(Number))}");

    /// <summary>For people: <c>minute</c>, <c>5 minutes</c>, <c>2 hours</c>.</summary>
    public static string Text(int minutes) => minutes switch
    {
        1 => "minute",
        < Hour => $"{Number(minutes)} minutes",
        Hour => "hour",
        Day => "day",
        _ => $"{Number(minutes / Hour)} hours",
    };

    /// <summary>The five fields of a crontab.</summary>
    public static string Cron(int minutes) => minutes switch
    {
        1 => "* * * * *",
        < Hour => $"*/{Number(minutes)} * * * *",
        Hour => "0 * * * *",
        Day => "0 0 * * *",
        _ => $"0 */{Number(minutes / Hour)} * * *",
    };

    /// <summary>The calendar expression of systemd; in UTC, whose hours are all there once.</summary>
    public static string Calendar(int minutes) => minutes switch
    {
        1 => "*-*-* *:*:00 UTC",
        < Hour => $"*-*-* *:00/{Number(minutes)}:00 UTC",
        Hour => "*-*-* *:00:00 UTC",
        Day => "*-*-* 00:00:00 UTC",
        _ => $"*-*-* 00/{Number(minutes / Hour)}:00:00 UTC",
    };

    /// <summary>The minutes that a text stands for; <c>null</c> when it is none of ours.</summary>
    public static int? Of(string text, Func<int, string> form) => All.Select(m => (int?)m).FirstOrDefault(m => form(m!.Value) == text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
