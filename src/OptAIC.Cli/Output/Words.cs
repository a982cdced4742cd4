using System.Globalization;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Cli.Output;

/// <summary>How values are written for people: the same words as in JSON and on the command line, with colours.</summary>
internal static class Words
{
    /// <summary>A status of a flow or instance.</summary>
    public static Cell Of(FlowStatus status) => new(SnakeCase.Of(status), status switch
    {
        FlowStatus.Ready => Tint.Good,
        FlowStatus.Running => Tint.Busy,
        FlowStatus.Error => Tint.Bad,
        FlowStatus.NotInitialized => Tint.Faint,
        _ => Tint.Warning,
    });

    /// <summary>A state of a run.</summary>
    public static Cell Of(RunStatus status) => new(SnakeCase.Of(status), status switch
    {
        RunStatus.Completed => Tint.Good,
        RunStatus.Failed => Tint.Bad,
        RunStatus.Cancelled => Tint.Warning,
        RunStatus.Running => Tint.Busy,
        _ => Tint.Faint,
    });

    /// <summary>An instant, in UTC to the second.</summary>
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A date.</summary>
    public static string Of(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A length of time with three figures or so: <c>45 ms</c>, <c>0.8 s</c>, <c>2 min 05 s</c>.</summary>
    public static string Of(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalSeconds: < 0.1 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } d => string.Create(CultureInfo.InvariantCulture, $"{d.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } d => $"{d.Minutes} min {d.Seconds:00} s",
        { } d => $"{(int)d.TotalHours} h {d.Minutes:00} min",
    };

    /// <summary>The beginning of a hash that people can tell apart.</summary>
    public static string Short(string? hash) => hash is { Length: > 12 } ? hash[..12] : hash ?? "";

    /// <summary>The beginning of a run's id that commands accept: its time, and enough chance to tell runs of one millisecond apart.</summary>
    public static string Short(Guid? run) => run?.ToString()[..18] ?? "";

    /// <summary>A number of bytes with three figures or so: <c>812 B</c>, <c>4.4 MB</c>; 1 kB is 1,000 bytes.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        var (size, unit) = ((double)bytes, 0);
        while (size >= 999.5 && unit < units.Length - 1)
        {
            size /= 1000;
            unit++;
        }

        return $"{size.ToString(unit == 0 || size >= 99.95 ? "0" : "0.0", CultureInfo.InvariantCulture)} {units[unit]}";
    }

    /// <summary>A count with its noun: <c>1 run</c>, <c>2 runs</c>.</summary>
    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
