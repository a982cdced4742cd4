using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>Pipes that children do not inherit unless they are given one end as a standard stream.</summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class UnixPipe
{
    private const nuint MacCloseOnExec = 0x20006601; // FIOCLEX: unlike fcntl it takes no variadic argument

    /// <summary>A new pipe.</summary>
    /// <exception cref="StorageException">Too many files are open.</exception>
    public static (SafeFileHandle Read, SafeFileHandle Write) Create()
    {
        var ends = stackalloc int[2];
        if ((OperatingSystem.IsMacOS() ? Pipe(ends) : Pipe2(ends, UnixOpenFlags.CloseOnExec)) != 0)
            throw StorageException.FromLastError("open", "a pipe");
        if (OperatingSystem.IsMacOS())
        {
            _ = Control(ends[0], MacCloseOnExec);
            _ = Control(ends[1], MacCloseOnExec);
        }

        return (new SafeFileHandle(ends[0], true), new SafeFileHandle(ends[1], true));
    }

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "pipe2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Pipe2(int* ends, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int file, nuint request);
}
