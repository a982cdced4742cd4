using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Processes;

/// <summary>Pipes that children do not inherit unless they are given one end as a standard stream.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsPipe
{
    /// <summary>A new pipe.</summary>
    /// <exception cref="StorageException">The system has no room for it.</exception>
    public static (SafeFileHandle Read, SafeFileHandle Write) Create() =>
        CreatePipe(out var read, out var write, 0, 0) ? (read, write) : throw StorageException.FromLastError("open", "a pipe");

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreatePipe(out SafeFileHandle read, out SafeFileHandle write, nint security, uint size);
}
