using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Files;

/// <summary>A second name of a file.</summary>
internal static partial class HardLink
{
    /// <summary>Makes one where the file system can: not across volumes, and not on every one.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its second name; nothing may be there.</param>
    /// <returns>Whether it was made.</returns>
    public static bool TryMake(string file, string name) => OperatingSystem.IsWindows() ? MakeOnWindows(name, file, 0) : MakeOnUnix(file, name) == 0;

    [UnsupportedOSPlatform("windows")]
    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int MakeOnUnix(string file, string name);

    [SupportedOSPlatform("windows")]
    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MakeOnWindows(string name, string file, nint security);
}
