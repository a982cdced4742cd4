using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>Process calls of Windows.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsProcess
{
    private const uint QueryLimitedInformation = 0x1000;
    private const uint Synchronize = 0x100000;
    private const uint Terminate = 0x1;
    private const uint Signaled = 0;
    private const uint KilledExitCode = 1;

    /// <summary>The process that has this id now, or <c>null</c>. Start times are 100 ns ticks since 1601.</summary>
    public static ProcessFacts? Find(int pid)
    {
        using var process = Open(pid, QueryLimitedInformation | Synchronize);
        return process.IsInvalid ? null : FactsOf(process, pid);
    }

    /// <summary>Whether a process has this id although we may not ask it anything.</summary>
    public static bool IsHidden(int pid)
    {
        using var process = Open(pid, QueryLimitedInformation);
        return process.IsInvalid && Marshal.GetLastPInvokeError() == WindowsError.AccessDenied;
    }

    /// <summary>Of a process that is held open.</summary>
    public static ProcessFacts? FactsOf(SafeProcessHandle process, int pid) =>
        GetProcessTimes(process, out var start, out _, out _, out _) ? new ProcessFacts(pid, 0, 0, start, WaitForSingleObject(process, 0) == Signaled) : null;

    /// <summary>Ends the process if it still is the one that was meant; the open handle keeps the id from being given to another.</summary>
    public static bool Kill(ProcessIdentity identity)
    {
        using var process = Open(identity.Pid, QueryLimitedInformation | Synchronize | Terminate);
        return !process.IsInvalid
            && FactsOf(process, identity.Pid) is { IsDead: false } facts
            && facts.StartTime == identity.StartTime
            && TerminateProcess(process, KilledExitCode);
    }

    /// <summary>Ends a process that is held open.</summary>
    public static void Kill(SafeProcessHandle process) => TerminateProcess(process, KilledExitCode);

    /// <summary>The exit code of a process that has ended; <c>null</c> when the system does not tell.</summary>
    public static int? ExitCodeOf(SafeProcessHandle process) => GetExitCodeProcess(process, out var code) ? code : null;

    /// <summary>What is signalled when the process ends; valid while <paramref name="process"/> is open.</summary>
    public static SafeWaitHandle WaitHandleOf(SafeProcessHandle process) => new(process.DangerousGetHandle(), ownsHandle: false);

    private static SafeProcessHandle Open(int pid, uint access) => OpenProcess(access, false, pid);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeProcessHandle OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, int pid);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessTimes(SafeProcessHandle process, out long start, out long exit, out long kernel, out long user);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial uint WaitForSingleObject(SafeProcessHandle process, uint milliseconds);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetExitCodeProcess(SafeProcessHandle process, out int code);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool TerminateProcess(SafeProcessHandle process, uint exitCode);
}
