using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Locks;

/// <summary>LockFileEx on the first byte, which an empty file need not have.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsLock
{
    private const uint ExclusiveAtOnce = 0x3;
    private const uint OneByte = 1;

    /// <summary>Whether the lock was free and is now taken.</summary>
    /// <exception cref="StorageException">The file system has no locks, or refused.</exception>
    public static unsafe bool TryTake(SafeFileHandle file, string path)
    {
        var start = default(NativeOverlapped);
        if (LockFileEx(file, ExclusiveAtOnce, 0, OneByte, 0, &start))
            return true;
        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            WindowsError.LockViolation or WindowsError.IoPending => false,
            WindowsError.NotSupported => throw StorageException.NoLocks("lock", path, error),
            _ => throw StorageException.FromError("lock", path, error),
        };
    }

    /// <summary>Frees the lock.</summary>
    public static unsafe void Free(SafeFileHandle file)
    {
        var start = default(NativeOverlapped);
        _ = UnlockFileEx(file, 0, OneByte, 0, &start);
    }

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool LockFileEx(SafeFileHandle file, uint flags, uint reserved, uint bytesLow, uint bytesHigh, NativeOverlapped* start);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool UnlockFileEx(SafeFileHandle file, uint reserved, uint bytesLow, uint bytesHigh, NativeOverlapped* start);
}
