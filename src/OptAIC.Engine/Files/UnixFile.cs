using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>The file calls of libc that .NET has no door to.</summary>
[UnsupportedOSPlatform("windows")]
internal static partial class UnixFile
{
    private const string C = "libc";
    private const int ReadWriteForAll = 0x1B6; // 0666, less the umask
    private const int SeekCurrent = 1;
    private static readonly bool s_appleArm = OperatingSystem.IsMacOS() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>Opens without being inherited by children. On failure the handle is invalid and the last P/Invoke error is set.</summary>
    public static SafeFileHandle Open(string path, int flags)
    {
        // The marshaller would cut the path at a NUL and open something else.
        if (path.Contains('\0'))
            throw new ArgumentException("A path cannot contain a NUL character.", nameof(path));

        while (true)
        {
            var handle = OpenOnce(path, flags | UnixOpenFlags.CloseOnExec);
            if (!handle.IsInvalid || Marshal.GetLastPInvokeError() != UnixError.Interrupted)
                return handle;
            handle.Dispose();
        }
    }

    /// <summary>One write call. Returns the bytes written, which a full disk makes fewer than asked, or -1.</summary>
    public static unsafe long Write(SafeFileHandle file, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* first = bytes)
        {
            nint written;
            do
            {
                written = WriteOnce(file, first, (nuint)bytes.Length);
            }
            while (written < 0 && Marshal.GetLastPInvokeError() == UnixError.Interrupted);
            return written;
        }
    }

    /// <summary>The current position of the open file.</summary>
    public static long Position(SafeFileHandle file) => Seek(file, 0, SeekCurrent);

    /// <summary>Renames files and folders alike. Returns 0, or -1.</summary>
    [LibraryImport(C, EntryPoint = "rename", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Rename(string from, string to);

    // open is variadic. Apple's arm64 passes variadic arguments on the stack, where the ninth of a fixed list also goes.
    private static SafeFileHandle OpenOnce(string path, int flags) =>
        s_appleArm ? OpenOnAppleArm(path, flags, 0, 0, 0, 0, 0, 0, ReadWriteForAll) : Open(path, flags, ReadWriteForAll);

    [LibraryImport(C, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport(C, EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenOnAppleArm(string path, int flags, nint pad3, nint pad4, nint pad5, nint pad6, nint pad7, nint pad8, nint mode);

    [LibraryImport(C, EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial nint WriteOnce(SafeFileHandle file, byte* bytes, nuint count);

    [LibraryImport(C, EntryPoint = "lseek", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial long Seek(SafeFileHandle file, long offset, int origin);
}
