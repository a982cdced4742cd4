using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Processes;

/// <summary>
/// Some of the processors that this process may use. What the present thread starts until this is disposed runs on those, with all that it starts
/// itself; the thread must not change meanwhile.
/// </summary>
internal sealed unsafe partial class CpuAffinity : IDisposable
{
    private const int Words = 16;
    private const int WordBits = 64;

    private readonly ulong[] _before;

    private CpuAffinity(ulong[] before) => _before = before;

    /// <summary>Whether this system can be told.</summary>
    public static bool IsSupported => OperatingSystem.IsLinux();

    /// <summary>Takes some processors.</summary>
    /// <param name="count">How many; all when there are not so many.</param>
    /// <param name="seed">Says where to begin, so that not all take the same ones.</param>
    /// <returns><c>null</c> where nothing can be told, or nothing needs to be.</returns>
    public static CpuAffinity? Take(int count, uint seed)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var before = new ulong[Words];
        if (Get(before) < 0 || before.Sum(BitOperations.PopCount) <= count)
        {
            return null;
        }

        int[] there = [.. Enumerable.Range(0, Words * WordBits).Where(i => (before[i / WordBits] & (1UL << (i % WordBits))) != 0)];
        var taken = new ulong[Words];
        for (var i = 0; i < count; i++)
        {
            var processor = there[(int)((seed + (uint)i) % (uint)there.Length)];
            taken[processor / WordBits] |= 1UL << (processor % WordBits);
        }

        return Set(taken) == 0 ? new CpuAffinity(before) : null;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Set(_before);
        }
    }

    [SupportedOSPlatform("linux")]
    private static int Get(ulong[] mask)
    {
        fixed (ulong* first = mask)
        {
            return Get(0, (nuint)(mask.Length * sizeof(ulong)), first);
        }
    }

    [SupportedOSPlatform("linux")]
    private static int Set(ulong[] mask)
    {
        fixed (ulong* first = mask)
        {
            return Set(0, (nuint)(mask.Length * sizeof(ulong)), first);
        }
    }

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "sched_getaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Get(int thread, nuint size, ulong* mask);

    [SupportedOSPlatform("linux")]
    [LibraryImport("libc", EntryPoint = "sched_setaffinity", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int thread, nuint size, ulong* mask);
}
