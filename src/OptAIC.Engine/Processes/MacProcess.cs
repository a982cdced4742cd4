using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Processes;

/// <summary>libproc of macOS.</summary>
[SupportedOSPlatform("macos")]
internal static unsafe partial class MacProcess
{
    private const int BsdInfo = 3;
    private const ulong ZombiesToo = 1;
    private const uint Zombie = 5;
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>The process that has this id now, or <c>null</c>. Start times are microseconds since 1970.</summary>
    public static ProcessFacts? Find(int pid)
    {
        var size = PidInfo(pid, BsdInfo, ZombiesToo, out var info, sizeof(Info));
        return size == sizeof(Info)
            ? new ProcessFacts(pid, (int)info.Group, UnixProcess.SessionOf(pid), ((long)info.StartSeconds * MicrosecondsPerSecond) + (long)info.StartMicroseconds, info.Status == Zombie)
            : null;
    }

    /// <summary>The ids of all processes.</summary>
    public static int[] Ids()
    {
        while (true)
        {
            var ids = new int[ListAllPids(null, 0) + 64];
            int count;
            fixed (int* first = ids)
                count = ListAllPids(first, ids.Length * sizeof(int));
            if (count < ids.Length)
                return ids[..Math.Max(count, 0)];
        }
    }

    [LibraryImport("libc", EntryPoint = "proc_pidinfo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int PidInfo(int pid, int flavour, ulong argument, out Info info, int size);

    [LibraryImport("libc", EntryPoint = "proc_listallpids")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ListAllPids(int* ids, int size);

    /// <summary>struct proc_bsdinfo.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 136)]
    private struct Info
    {
        [FieldOffset(4)]
        public uint Status;

        [FieldOffset(100)]
        public uint Group;

        [FieldOffset(120)]
        public ulong StartSeconds;

        [FieldOffset(128)]
        public ulong StartMicroseconds;
    }
}
