using System.Runtime.Versioning;

namespace OptAIC.Engine.Processes;

/// <summary>
/// The processes that a child brought into being: its session, with its process group and the groups made inside (as shells and
/// <c>timeout</c> do). On Windows, where the job object of the child does that work, the child alone.
/// </summary>
/// <remarks>
/// The kernel gives a number to no new process while a session or group uses it. So: the leader's id carries the recorded start
/// time → the session is ours. It carries another → ours was empty before, and nobody is touched. No process has it → who is in a session of that
/// number and started after the leader is ours. (That last would only be wrong had the number gone round to a stranger who led a session
/// and left it behind too.) A process that made its own session (a daemon) has left the group on purpose and is not followed.
/// </remarks>
/// <param name="Leader">The child.</param>
internal readonly record struct ProcessGroup(ProcessIdentity Leader)
{
    private const int FirstPauseMs = 1;
    private const int LongestPauseMs = 50;
    private static readonly TimeSpan s_afterKill = TimeSpan.FromSeconds(5);

    /// <summary>Whether anybody of the group still runs. Zombies do not count.</summary>
    public bool IsAlive() => OperatingSystem.IsWindows() ? Leader.IsAlive : Members().Count > 0;

    /// <summary>Sends a signal to all of the group. On Windows, which has no signals, only <see cref="StopSignal.Kill"/> does anything.</summary>
    /// <returns>Whether there was anybody left.</returns>
    public bool Signal(StopSignal signal)
    {
        if (OperatingSystem.IsWindows())
            return signal == StopSignal.Kill ? WindowsProcess.Kill(Leader) : Leader.IsAlive;

        var members = Members();
        foreach (var group in members.Select(member => member.Group).Distinct())
            UnixProcess.StopGroup(group, signal);
        return members.Count > 0;
    }

    /// <summary>Ends the group: SIGINT, wait, SIGTERM, wait, SIGKILL. A stage that nobody is left for is not waited for.</summary>
    /// <param name="patience">The waits.</param>
    /// <param name="hurry">Cuts the waits short: SIGKILL follows at once.</param>
    /// <returns><c>false</c> when somebody survives even that: another user's process, or one that the kernel cannot end.</returns>
    public async Task<bool> EndAsync(StopPatience patience, CancellationToken hurry = default)
    {
        if (await EndsAfterAsync(StopSignal.Interrupt, patience.AfterInterrupt, hurry).ConfigureAwait(false)
            || await EndsAfterAsync(StopSignal.Terminate, patience.AfterTerminate, hurry).ConfigureAwait(false))
            return true;

        // More than once, as somebody may just have been starting a process that the first signal missed.
        for (var deadline = Environment.TickCount64 + (long)s_afterKill.TotalMilliseconds; Environment.TickCount64 < deadline;)
        {
            if (await EndsAfterAsync(StopSignal.Kill, TimeSpan.FromMilliseconds(LongestPauseMs), CancellationToken.None).ConfigureAwait(false))
                return true;
        }

        return !IsAlive();
    }

    private async Task<bool> EndsAfterAsync(StopSignal signal, TimeSpan wait, CancellationToken hurry)
    {
        if (wait <= TimeSpan.Zero || hurry.IsCancellationRequested)
            return false;
        if (!Signal(signal))
            return true;

        var deadline = Environment.TickCount64 + (long)wait.TotalMilliseconds;
        for (var pauseMs = FirstPauseMs; Environment.TickCount64 < deadline && !hurry.IsCancellationRequested; pauseMs = Math.Min(2 * pauseMs, LongestPauseMs))
        {
            await Task.Delay(pauseMs, hurry).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!IsAlive())
                return true;
        }

        return false;
    }

    [UnsupportedOSPlatform("windows")]
    private List<ProcessFacts> Members()
    {
        var (pid, startTime) = Leader;
        if (ProcessTable.Find(pid) is { } found && found.StartTime != startTime)
            return [];
        var members = UnixProcess.LiveInSession(pid);
        members.RemoveAll(member => member.StartTime < startTime);
        return members;
    }
}
