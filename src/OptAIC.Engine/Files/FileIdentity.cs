using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>Which file a name or a handle stands for: its device and its number there.</summary>
[UnsupportedOSPlatform("windows")]
internal readonly partial record struct FileIdentity(ulong Device, ulong Number)
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const int EmptyPath = 0x1000;
    private const uint NumberWanted = 0x100;

    /// <summary>Of an open file; <c>null</c> when the system does not tell.</summary>
    public static FileIdentity? Of(SafeFileHandle file)
    {
        if (OperatingSystem.IsMacOS())
            return MacHandleStatus(file, out var mac) == 0 ? new FileIdentity((uint)mac.Device, mac.Number) : null;
        return LinuxHandleStatus(file, "", EmptyPath, NumberWanted, out var status) == 0 ? OfLinux(status) : null;
    }

    /// <summary>Of what has this name now, links not followed; <c>null</c> when there is nothing.</summary>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsMacOS())
            return MacPathStatus(path, out var mac) == 0 ? new FileIdentity((uint)mac.Device, mac.Number) : null;
        return LinuxPathStatus(CurrentDirectory, path, NoFollow, NumberWanted, out var status) == 0 ? OfLinux(status) : null;
    }

    private static FileIdentity OfLinux(in LinuxStatus status) => new(((ulong)status.DeviceMajor << 32) | status.DeviceMinor, status.Number);

    private static int MacHandleStatus(SafeFileHandle file, out MacStatus status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? FStat64(file, out status) : FStat(file, out status);

    private static int MacPathStatus(string path, out MacStatus status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? LStat64(path, out status) : LStat(path, out status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinuxHandleStatus(SafeFileHandle file, string path, int flags, uint wanted, out LinuxStatus status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LinuxPathStatus(int folder, string path, int flags, uint wanted, out LinuxStatus status);

    [LibraryImport("libc", EntryPoint = "fstat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FStat(SafeFileHandle file, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FStat64(SafeFileHandle file, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LStat(string path, out MacStatus status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int LStat64(string path, out MacStatus status);

    /// <summary>struct statx: one layout on every processor.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct LinuxStatus
    {
        [FieldOffset(32)]
        public ulong Number;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }

    /// <summary>The head of struct stat with 64-bit file numbers; room to spare for the rest.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct MacStatus
    {
        [FieldOffset(0)]
        public int Device;

        [FieldOffset(8)]
        public ulong Number;
    }
}
