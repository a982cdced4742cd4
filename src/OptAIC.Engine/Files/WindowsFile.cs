using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>The file calls of Windows that .NET has no door to.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsFile
{
    private const uint ReadData = 0x1;
    private const uint AppendData = 0x4;
    private const uint Synchronize = 0x100000;
    private const uint ReadControl = 0x20000;
    private const uint GenericRead = 0x80000000;
    private const uint GenericWrite = 0x40000000;
    private const uint ShareAll = 0x7;
    private const uint OpenExisting = 3;
    private const uint OpenAlways = 4;
    private const uint Current = 1;

    /// <summary>Opens, or makes, a file whose every write lands at its end. On failure the handle is invalid.</summary>
    public static SafeFileHandle OpenForAppend(string path) =>
        CreateFile(path, AppendData | ReadData | ReadControl | Synchronize, ShareAll, 0, OpenAlways, 0, 0);

    /// <summary>Opens the null device for both directions.</summary>
    public static SafeFileHandle OpenNull() => CreateFile("NUL", GenericRead | GenericWrite, ShareAll, 0, OpenExisting, 0, 0);

    /// <summary>One write call. Returns the bytes written, or -1.</summary>
    public static unsafe long Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
            return WriteFile(file, first, (uint)bytes.Length, out var written, 0) ? written : -1;
    }

    /// <summary>The current position of the open file.</summary>
    public static long Position(SafeFileHandle file) => SetFilePointer(file, 0, out var position, Current) ? position : -1;

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial SafeFileHandle CreateFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static unsafe partial bool WriteFile(SafeFileHandle file, byte* bytes, uint count, out uint written, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "SetFilePointerEx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetFilePointer(SafeFileHandle file, long distance, out long position, uint origin);
}
