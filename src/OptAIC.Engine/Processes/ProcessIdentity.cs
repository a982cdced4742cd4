using System.Globalization;

namespace OptAIC.Engine.Processes;

/// <summary>
/// One process and no other, also after its id was given to another: the id and the time it started. Valid on the host, the boot and in the
/// process namespace of <see cref="HostIdentity"/>.
/// </summary>
/// <param name="Pid">Process id.</param>
/// <param name="StartTime">
/// In the system's own unit, so that it is the same for every reader and at any setting of the clock: clock ticks since boot (Linux),
/// microseconds since 1970 (macOS), 100 ns ticks since 1601 (Windows).
/// </param>
internal readonly record struct ProcessIdentity(int Pid, long StartTime)
{
    private const char Separator = '@';

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } =
        Of(Environment.ProcessId) ?? throw new InvalidOperationException("The system does not tell when this process was started.");

    /// <summary>
    /// Whether exactly this process still runs; a zombie does not. A process of another user that hides its start time counts as
    /// alive while its id is in use: a mistake then costs waiting, not a second owner.
    /// </summary>
    public bool IsAlive => ProcessTable.Find(Pid) is { } found ? found.StartTime == StartTime && !found.IsDead : ProcessTable.IsHidden(Pid);

    /// <summary>The process that has this id now, running or zombie; <c>null</c> when there is none, or the system does not tell.</summary>
    public static ProcessIdentity? Of(int pid) => ProcessTable.Find(pid) is { } facts ? new ProcessIdentity(pid, facts.StartTime) : null;

    /// <summary>Reads the form that <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string? text, out ProcessIdentity identity)
    {
        identity = default;
        var at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        if (at < 0
            || !int.TryParse(text.AsSpan(0, at), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            || !long.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var startTime))
            return false;
        identity = new ProcessIdentity(pid, startTime);
        return true;
    }

    /// <summary>The form for documents: <c>pid@start</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Pid}{Separator}{StartTime}");
}
