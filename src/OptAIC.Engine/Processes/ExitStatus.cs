using System.Globalization;

namespace OptAIC.Engine.Processes;

/// <summary>How a process ended: with an exit code, by a signal (Unix), or unknown because somebody else reaped it.</summary>
internal readonly record struct ExitStatus
{
    private const int ShellSignalBase = 128;

    private ExitStatus(int? code, int? signal)
    {
        Code = code;
        Signal = signal;
    }

    /// <summary>The status was lost.</summary>
    public static ExitStatus Unknown => default;

    /// <summary>The exit code, when it ended by itself.</summary>
    public int? Code { get; }

    /// <summary>The signal's number, when one ended it.</summary>
    public int? Signal { get; }

    /// <summary>Whether it ended by itself with code 0.</summary>
    public bool IsSuccess => Code == 0;

    /// <summary>One number for both, as shells have it: the exit code, or 128 and the signal; -1 when unknown.</summary>
    public int ShellCode => Code ?? ShellSignalBase + Signal ?? -1;

    /// <summary>It ended by itself.</summary>
    public static ExitStatus Exited(int code) => new(code, null);

    /// <summary>A signal ended it.</summary>
    public static ExitStatus Killed(int signal) => new(null, signal);

    /// <summary>For people: <c>exit code 3</c>, <c>killed by SIGKILL</c>.</summary>
    public override string ToString()
    {
        if (Code is { } code)
            return string.Create(CultureInfo.InvariantCulture, $"exit code {code}");
        return Signal is { } signal ? $"killed by {NameOf(signal)}" : "unknown exit status";
    }

    private static string NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        6 => "SIGABRT",
        8 => "SIGFPE",
        9 => "SIGKILL",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        _ => string.Create(CultureInfo.InvariantCulture, $"signal {signal}"),
    };
}
