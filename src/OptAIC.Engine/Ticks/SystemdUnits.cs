using System.Globalization;

namespace OptAIC.Engine.Ticks;

/// <summary>A tick as a service and a timer of systemd.</summary>
internal static class SystemdUnits
{
    private const string Command = "ExecStart=";
    private const string Calendar = "OnCalendar=";
    private const string Limit = "TimeoutStartSec=";

    // systemd refuses programs with quotes or backslashes in their paths; a shell that it starts does not.
    private static readonly string[] Shell = ["/bin/sh", "-c", "exec \"$0\" \"$@\""];

    /// <summary>The service: one tick. A failed one is shown as failed, and the next one is started all the same.</summary>
    public static string Service(Tick tick)
    {
        var user = tick.IsSystemWide && tick.User is { } name ? $"User={SystemdWords.Text(name)}\n" : "";
        var network = tick.IsSystemWide ? "Wants=network-online.target\nAfter=network-online.target\n" : "";
        return $"""
            # Written by optaic.
            [Unit]
            Description={SystemdWords.Text(tick.Description)}
            {network}
            [Service]
            Type=oneshot
            {user}{Command}{CommandLine(tick)}
            {Limit}{Seconds(tick.Limit)}
            KillMode=mixed

            """;
    }

    /// <summary>The timer that starts the service; one that was missed while the machine was off is made up for.</summary>
    public static string Timer(Tick tick) => $"""
        # Written by optaic.
        [Unit]
        Description={SystemdWords.Text(tick.Description)}

        [Timer]
        {Calendar}{TickInterval.Calendar(tick.Every)}
        AccuracySec=1s
        Persistent=true

        [Install]
        WantedBy=timers.target

        """;

    /// <summary>What the pair says; <c>null</c> when it is not as we write it.</summary>
    public static TickReading? Read(string service, string timer)
    {
        if (Setting(service, Command) is not { } command
            || Setting(timer, Calendar) is not { } calendar
            || TickInterval.Of(calendar, TickInterval.Calendar) is not { } every
            || SystemdWords.Split(command) is not { Count: > 0 } words)
        {
            return null;
        }

        words = words.Take(Shell.Length).SequenceEqual(Shell) ? [.. words.Skip(Shell.Length)] : words;
        return words.Count > 0 && Tick.RootOf([.. words.Skip(1)]) is { } root ? new TickReading(words[0], root, every, LimitOf(Setting(service, Limit))) : null;
    }

    private static string CommandLine(Tick tick) => SystemdWords.IsProgram(tick.Program)
        ? string.Join(' ', tick.Arguments.Select(SystemdWords.Argument).Prepend(SystemdWords.Program(tick.Program)))
        : string.Join(' ', Shell.Skip(1).Append(tick.Program).Concat(tick.Arguments).Select(SystemdWords.Argument).Prepend(Shell[0]));

    private static string Seconds(TimeSpan? limit) => limit is { } time ? Math.Ceiling(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "infinity";

    private static TimeSpan? LimitOf(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null;

    private static string? Setting(string unit, string name) =>
        unit.Split('\n').LastOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].TrimEnd();
}
