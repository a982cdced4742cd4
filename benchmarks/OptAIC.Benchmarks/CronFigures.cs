using System.Diagnostics;
using System.Globalization;
using NCrontab;
using OptAIC.Schedules;

namespace OptAIC.Benchmarks;

/// <summary>
/// Reading cron expressions and finding when they fire, in New York, from ever later instants of 2026; beside it NCrontab (without zones; it knows no L, W
/// and #) and Quartz.NET, asked for the same.
/// </summary>
internal static class CronFigures
{
    private const int Rounds = 7;
    private const int Instants = 1024;

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private static readonly DateTimeOffset[] From =
        [.. Enumerable.Range(0, Instants).Select(i => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(i * 500))];

    public static void Report()
    {
        foreach (var (cron, quartz) in ((string, string)[])[("*/5 * * * *", "0 */5 * * * ?"), ("0 6 * * 1-5", "0 0 6 ? * 2-6"), ("30 1 1 * *", "0 30 1 1 * ?")])
        {
            Common(cron, quartz);
        }

        foreach (var (cron, quartz) in ((string, string?)[])[("0 0 29 2 1", null), ("0 0 L * *", "0 0 0 L * ?"), ("0 0 15W * *", "0 0 0 15W * ?"), ("0 0 * * 5#5", "0 0 0 ? * 6#5")])
        {
            Rare(cron, quartz);
        }
    }

    private static void Common(string cron, string quartz)
    {
        Print($"read {cron}", "goal: under 2 µs", i => CronExpression.Parse(cron).IsInterval);
        Print("  NCrontab", "", i => CrontabSchedule.Parse(cron) is null);
        Print("  Quartz.NET", "", i => new Quartz.CronExpression(quartz) is null);
        var (ours, zone, nCrontab) = (CronExpression.Parse(cron), ZoneOffsets.Of(Zone), CrontabSchedule.Parse(cron));
        Print($"next {cron}", "goal: under 1 µs", i => ours.Next(From[i], zone) is null);
        Print("  NCrontab, without a zone", "", i => nCrontab.GetNextOccurrence(From[i].UtcDateTime) == default);
        Quartz(quartz);
    }

    private static void Rare(string cron, string? quartz)
    {
        var (ours, zone) = (CronExpression.Parse(cron), ZoneOffsets.Of(Zone));
        Print($"next {cron}", "goal: under 50 µs", i => ours.Next(From[i], zone) is null);
        if (quartz is not null)
        {
            Quartz(quartz);
        }
    }

    private static void Quartz(string expression)
    {
        var quartz = new Quartz.CronExpression(expression, Zone);
        Print("  Quartz.NET", "", i => quartz.GetNextValidTimeAfter(From[i]) is null);
    }

    private static void Print(string what, string goal, Func<int, bool> act)
    {
        // Enough calls to be compiled with care, and years of the zone that are not known yet are looked up.
        for (var i = 0; i < 100 * Instants; i++)
        {
            act(i % Instants);
        }

        var times = new double[Rounds];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Instants; i++)
            {
                act(i);
            }

            times[round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / Instants;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (Rounds * Instants);
        Array.Sort(times);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-62} {times[Rounds / 2],10:0.000} µs  {bytes,6} B  {goal}"));
    }
}
