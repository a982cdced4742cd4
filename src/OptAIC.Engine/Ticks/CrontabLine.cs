using System.Text;

namespace OptAIC.Engine.Ticks;

/// <summary>A tick as a line of a crontab. A comment at its end, which the shell passes over, says whose it is.</summary>
internal static class CrontabLine
{
    // What the strictest of the usual ones takes for a command, less a little.
    private const int LongestLine = 990;

    /// <summary>The line, without its end. What it has to say that is no error goes nowhere: it would be mailed at every tick.</summary>
    /// <exception cref="InvalidTickException">A path cannot be written in a crontab.</exception>
    public static string Write(Tick tick)
    {
        var words = string.Join(' ', tick.Arguments.Prepend(tick.Program).Select(ShellWords.Quote));
        if (words.Contains('\\', StringComparison.Ordinal))
        {
            throw new InvalidTickException($"a crontab cannot say '{(tick.Program.Contains('\\', StringComparison.Ordinal) ? tick.Program : tick.Root)}': crons do not agree on what a backslash means", "use a link without it, or --format systemd");
        }

        // cron makes a line break of a percent sign that has no backslash, in quotes too.
        var line = $"{TickInterval.Cron(tick.Every)} {words.Replace("%", "\\%", StringComparison.Ordinal)} >/dev/null {Marker(tick.Name)}";
        return Encoding.UTF8.GetByteCount(line) <= LongestLine
            ? line
            : throw new InvalidTickException("the paths are too long for a line of a crontab", "use a link with a shorter path, or --format systemd");
    }

    /// <summary>Whether a line is that of a tick.</summary>
    public static bool IsOf(string line, string name) => line.TrimEnd().EndsWith(' ' + Marker(name), StringComparison.Ordinal);

    /// <summary>What a line says; <c>null</c> when it is not as we write it.</summary>
    public static TickReading? Read(string line)
    {
        var fields = line.Split(' ', 6);
        if (fields.Length < 6 || TickInterval.Of(string.Join(' ', fields[..5]), TickInterval.Cron) is not { } every)
        {
            return null;
        }

        var words = ShellWords.Split(fields[5].Replace("\\%", "%", StringComparison.Ordinal)).Where(w => w != ">/dev/null").ToList();
        return words.Count > 0 && Tick.RootOf(words[1..]) is { } root ? new TickReading(words[0], root, every, null) : null;
    }

    private static string Marker(string name) => $"# {name}";
}
