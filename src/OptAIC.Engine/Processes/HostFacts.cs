using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32;

namespace OptAIC.Engine.Processes;

/// <summary>Asks the system who the host is.</summary>
internal static partial class HostFacts
{
    private const int DigestBytes = 16;

    /// <summary>A digest of the machine's permanent id, or of the host name where there is none.</summary>
    public static string Machine()
    {
        var id = OperatingSystem.IsWindows() ? FromRegistry(@"SOFTWARE\Microsoft\Cryptography", "MachineGuid")
            : OperatingSystem.IsMacOS() ? HardwareUuid()
            : FirstLineOf("/etc/machine-id") ?? FirstLineOf("/var/lib/dbus/machine-id");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"optaic {id ?? Environment.MachineName}"));
        return Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes));
    }

    /// <summary>An id of the present boot, or nothing where there is none; on Windows and macOS start times tell boots apart as well.</summary>
    public static string Boot()
    {
        var id = OperatingSystem.IsWindows() ? FromRegistry(@"SYSTEM\CurrentControlSet\Control\Session Manager\Memory Management\PrefetchParameters", "BootId")
            : OperatingSystem.IsMacOS() ? BootSession()
            : FirstLineOf("/proc/sys/kernel/random/boot_id");
        return id ?? "";
    }

    /// <summary>Number of the process namespace, or nothing where there is none.</summary>
    public static string ProcessNamespace()
    {
        if (!OperatingSystem.IsLinux())
            return "";
        // The link reads "pid:[4026531836]".
        var link = new FileInfo("/proc/self/ns/pid").LinkTarget;
        return link is null ? "" : new string([.. link.Where(char.IsAsciiDigit)]);
    }

    [SupportedOSPlatform("windows")]
    private static string? FromRegistry(string key, string name)
    {
        using var machine = RegistryKey.OpenBaseKey(RegistryHive.LocalMachine, RegistryView.Registry64);
        using var found = machine.OpenSubKey(key);
        return found?.GetValue(name)?.ToString();
    }

    private static string? FirstLineOf(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            return reader.ReadLine()?.Trim() is { Length: > 0 } line ? line : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [SupportedOSPlatform("macos")]
    private static unsafe string? HardwareUuid()
    {
        Span<byte> uuid = stackalloc byte[DigestBytes];
        var noWait = stackalloc long[2];
        fixed (byte* first = uuid)
            return GetHostUuid(first, noWait) == 0 ? Convert.ToHexStringLower(uuid) : null;
    }

    [SupportedOSPlatform("macos")]
    private static unsafe string? BootSession()
    {
        Span<byte> text = stackalloc byte[64];
        var size = (nuint)text.Length;
        fixed (byte* first = text)
            return SysctlByName("kern.bootsessionuuid", first, ref size, 0, 0) == 0 ? Encoding.ASCII.GetString(text[..(int)size]).TrimEnd('\0') : null;
    }

    [LibraryImport("libc", EntryPoint = "gethostuuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int GetHostUuid(byte* uuid, long* wait);

    [LibraryImport("libc", EntryPoint = "sysctlbyname", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int SysctlByName(string name, byte* value, ref nuint size, nint newValue, nuint newSize);
}
