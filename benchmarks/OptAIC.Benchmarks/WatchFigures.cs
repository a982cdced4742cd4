using System.Diagnostics;
using OptAIC.Engine;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>From the moment at which a process begins to write an event down, durably, until another one that watches has printed it.</summary>
internal static class WatchFigures
{
    private const int Times = 101;
    private const string Goal = "goal: under 100 ms";

    public static void Report(ScratchFolder folder, string optaic)
    {
        var options = new WorkspaceOptions { Root = folder.Combine("watched") };
        Workspace.Initialize(options).Dispose();
        using var context = WorkspaceContext.Open(options);
        Measure(context, "events --follow", new ProcessStartInfo(optaic, ["--root", options.Root!, "--json", "events", "--follow"]));
        if (External.Find("pwsh") is { } pwsh)
        {
            var watch = $"Import-Module '{Path.GetFullPath("OptAIC.psd1")}'; Watch-OptEvent -Root '{options.Root}' | ForEach-Object {{ [Console]::Out.WriteLine($_.Resource); [Console]::Out.Flush() }}";
            Measure(context, "Watch-OptEvent", new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", "-Command", watch]));
        }
    }

    private static void Measure(WorkspaceContext context, string what, ProcessStartInfo watch)
    {
        watch.RedirectStandardOutput = true;
        using var watcher = Process.Start(watch)!;
        try
        {
            AwaitFirst(context, watcher);
            var durations = new double[Times];
            for (var n = 0; n < Times; n++)
            {
                var resource = $"event{n}-{watcher.Id}";
                var start = Stopwatch.GetTimestamp();
                context.Activity.Append("benchmark.told", resource);
                while (watcher.StandardOutput.ReadLine() is { } line && !line.Contains(resource, StringComparison.Ordinal))
                {
                }

                durations[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }

            Array.Sort(durations);
            Timing.Print($"an event reaches {what} in another process", durations[Times / 2], Goal);
            Timing.Print($"an event reaches {what}, the slowest of {Times}", durations[^1], Goal);
        }
        finally
        {
            watcher.Kill();
            watcher.WaitForExit();
        }
    }

    // Tells until the watcher is there to listen.
    private static void AwaitFirst(WorkspaceContext context, Process watcher)
    {
        var first = watcher.StandardOutput.ReadLineAsync();
        while (!first.Wait(TimeSpan.FromMilliseconds(100)))
        {
            context.Activity.Append("benchmark.begins", "watcher");
        }
    }
}
