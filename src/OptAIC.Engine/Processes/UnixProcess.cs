using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>Process calls of libc.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class UnixProcess
{
    private const int ByPid = 1;
    private const int Exited = 4;
    private const int CodeExited = 1;
    private const int Executable = 1;
    private static readonly int s_continue = OperatingSystem.IsMacOS() ? 19 : 18;
    private static readonly int s_doNotReap = OperatingSystem.IsMacOS() ? 0x20 : 0x1000000;

    /// <summary>
    /// Blocks until a child has ended, and leaves it a zombie, so that its id stays taken. <see cref="ExitStatus.Unknown"/> when
    /// somebody else has reaped it, as the kernel does where SIGCHLD is ignored.
    /// </summary>
    public static ExitStatus WaitForExit(int pid)
    {
        ExitInfo info = default;
        while (WaitId(ByPid, pid, &info, Exited | s_doNotReap) != 0)
        {
            if (Marshal.GetLastPInvokeError() != UnixError.Interrupted)
                return ExitStatus.Unknown;
        }

        var status = OperatingSystem.IsMacOS() ? info.MacStatus : info.LinuxStatus;
        return info.Code == CodeExited ? ExitStatus.Exited(status) : ExitStatus.Killed(status);
    }

    /// <summary>Reaps a child that has ended.</summary>
    public static void Reap(int pid)
    {
        while (WaitPid(pid, null, 0) < 0 && Marshal.GetLastPInvokeError() == UnixError.Interrupted)
        {
        }
    }

    /// <summary>Sends a signal to a whole process group, and wakes those of it that are suspended and could not act on it.</summary>
    public static void StopGroup(int group, StopSignal signal)
    {
        // kill(-1) would mean every process there is.
        if (group <= 1)
            return;
        _ = Kill(-group, (int)signal);
        _ = Kill(-group, s_continue);
    }

    /// <summary>The session of a process, zombies included; -1 when there is none.</summary>
    [LibraryImport("libc", EntryPoint = "getsid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SessionOf(int pid);

    /// <summary>The live processes of a session.</summary>
    public static List<ProcessFacts> LiveInSession(int session)
    {
        var members = new List<ProcessFacts>();
        foreach (var pid in OperatingSystem.IsMacOS() ? MacProcess.Ids() : LinuxProcess.Ids())
        {
            // Asking for the session alone costs a hundredth of reading all facts.
            if (SessionOf(pid) == session && ProcessTable.Find(pid) is { IsDead: false } facts && facts.Session == session)
                members.Add(facts);
        }

        return members;
    }

    /// <summary>Whether a process has this id although we may not signal it.</summary>
    public static bool IsHidden(int pid) => Kill(pid, 0) != 0 && Marshal.GetLastPInvokeError() == UnixError.NotPermitted;

    /// <summary>Whether the user may execute the file.</summary>
    public static bool IsExecutable(string path) => Access(path, Executable) == 0;

    [LibraryImport("libc", EntryPoint = "waitid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitId(int kind, int id, ExitInfo* info, int options);

    [LibraryImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int WaitPid(int pid, int* status, int options);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "access", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Access(string path, int mode);

    /// <summary>What is needed of siginfo_t on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 128)]
    private struct ExitInfo
    {
        [FieldOffset(8)]
        public int Code;

        [FieldOffset(20)]
        public int MacStatus;

        [FieldOffset(24)]
        public int LinuxStatus;
    }
}
