using System.Diagnostics;
using System.Globalization;

namespace OptAIC.Benchmarks;

/// <summary>Medians of repeated measurements.</summary>
internal static class Timing
{
    /// <summary>Median duration of an action in milliseconds, after one warm-up call.</summary>
    public static double Median(int times, Action<int> action)
    {
        action(-1);
        var durations = new double[times];
        for (var i = 0; i < times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            action(i);
            durations[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(durations);
        return durations[times / 2];
    }

    /// <summary>Prints a figure.</summary>
    public static void Print(string what, double milliseconds, string goal = "") =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-62} {milliseconds,10:0.000} ms  {goal}"));
}
