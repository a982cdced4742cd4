using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Locks;

/// <summary>flock(2).</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixLock
{
    private const int Exclusive = 2;
    private const int NonBlocking = 4;
    private const int Unlock = 8;

    /// <summary>Whether the lock was free and is now taken.</summary>
    /// <exception cref="StorageException">The file system has no locks, or refused.</exception>
    public static bool TryTake(SafeFileHandle file, string path)
    {
        while (Flock(file, Exclusive | NonBlocking) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error == UnixError.WouldBlock)
                return false;
            if (error != UnixError.Interrupted)
                throw MeansNoLocks(error) ? StorageException.NoLocks("lock", path, error) : StorageException.FromError("lock", path, error);
        }

        return true;
    }

    /// <summary>Frees the lock.</summary>
    public static void Free(SafeFileHandle file) => _ = Flock(file, Unlock);

    private static bool MeansNoLocks(int error) =>
        error == UnixError.NotSupported || error == UnixError.NoLocksAvailable || error == UnixError.NoSuchCall || error == UnixError.Invalid;

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(SafeFileHandle file, int operation);
}
