using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Processes;

/// <summary>Asks the kernel what a child has used that has ended and is not reaped.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class LinuxUsage
{
    private const int ByPid = 1;
    private const int EndedAndStays = 0x4 | 0x1000000 | 1; // WEXITED | WNOWAIT | WNOHANG
    private const double MicrosecondsPerSecond = 1_000_000;
    private const int BytesPerUnit = 1024;

    // waitid of the C library does not hand the usage through.
    private static readonly nint s_waitId = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 247, Architecture.Arm64 => 95, _ => -1 };

    /// <summary>What it used; <c>null</c> where that cannot be told.</summary>
    public static ProcessUsage? Of(int pid)
    {
        // siginfo_t; what it says is known already.
        var info = stackalloc byte[128];
        Usage usage = default;
        if (s_waitId < 0 || SystemCall(s_waitId, ByPid, pid, info, EndedAndStays, &usage) != 0 || usage is { PeakMemory: 0, UserSeconds: 0, UserMicroseconds: 0 })
        {
            return null;
        }

        var (read, written) = Transferred(pid);
        var cpu = usage.UserSeconds + usage.SystemSeconds + ((usage.UserMicroseconds + usage.SystemMicroseconds) / MicrosecondsPerSecond);
        return new ProcessUsage(cpu, usage.PeakMemory * BytesPerUnit, read, written);
    }

    private static (long? Read, long? Written) Transferred(int pid)
    {
        try
        {
            var counts = File.ReadAllLines($"/proc/{pid}/io").Select(l => l.Split(": ", 2)).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1]);
            return (Count(counts, "rchar"), Count(counts, "wchar"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, null);
        }
    }

    private static long? Count(Dictionary<string, string> counts, string name) =>
        counts.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    [LibraryImport("libc", EntryPoint = "syscall")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SystemCall(nint number, nint kind, nint id, void* info, nint options, Usage* usage);

    /// <summary>struct rusage on 64-bit systems.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;
        public long PeakMemory;
    }
}
