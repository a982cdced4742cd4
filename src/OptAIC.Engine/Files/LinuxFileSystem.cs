using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>Flushes a whole file system by one call, which costs a large tree as much as one file.</summary>
[SupportedOSPlatform("linux")]
internal static partial class LinuxFileSystem
{
    // Before 5.8 the call did not say that something could not be written.
    private static readonly bool s_saysErrors = Environment.OSVersion.Version >= new Version(5, 8);

    /// <summary>Flushes the file system on which a folder lies.</summary>
    /// <returns>Whether all of it is on disk; otherwise flush file by file, which also says what is wrong.</returns>
    public static bool TryFlush(string directory)
    {
        if (!s_saysErrors)
            return false;
        using var handle = UnixFile.Open(directory, UnixOpenFlags.ReadOnly | UnixOpenFlags.Directory);
        return !handle.IsInvalid && Flush(handle) == 0;
    }

    [LibraryImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(SafeFileHandle file);
}
