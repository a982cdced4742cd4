namespace OptAIC.Engine.Processes;

/// <summary>The system's table of processes.</summary>
internal static class ProcessTable
{
    /// <summary>The process that has this id now, or <c>null</c>.</summary>
    public static ProcessFacts? Find(int pid)
    {
        if (pid <= 0)
            return null;
        if (OperatingSystem.IsWindows())
            return WindowsProcess.Find(pid);
        return OperatingSystem.IsMacOS() ? MacProcess.Find(pid) : LinuxProcess.Find(pid);
    }

    /// <summary>Whether a process has this id although the system does not say more about it, as with another user's.</summary>
    public static bool IsHidden(int pid) => pid > 0 && (OperatingSystem.IsWindows() ? WindowsProcess.IsHidden(pid) : UnixProcess.IsHidden(pid));
}
