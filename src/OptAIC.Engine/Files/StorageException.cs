using System.Runtime.InteropServices;
using OptAIC.Errors;

namespace OptAIC.Engine.Files;

/// <summary>The file system refused. The id is <c>Storage</c> followed by <see cref="Fault"/>, for example <c>StorageFull</c>.</summary>
public sealed class StorageException : OptException
{
    private StorageException(StorageFault fault, string action, string path, string reason, Exception? inner)
        : base($"Storage{fault}", fault == StorageFault.Missing ? ExitCode.NotFound : ExitCode.Failed, $"Cannot {action} '{path}': {reason}", HintFor(fault), inner)
    {
        Fault = fault;
        Path = path;
    }

    /// <summary>Why it refused.</summary>
    public StorageFault Fault { get; }

    /// <summary>The file or folder in question.</summary>
    public string Path { get; }

    internal static StorageException From(string action, string path, Exception cause) =>
        new(FaultOf(cause), action, path, FirstLine(cause.Message), cause);

    /// <summary>From the error number (Unix) or code (Windows) of the system call that just failed.</summary>
    internal static StorageException FromLastError(string action, string path) => FromError(action, path, Marshal.GetLastPInvokeError());

    internal static StorageException FromError(string action, string path, int error) =>
        new(FaultOf(error), action, path, Marshal.GetPInvokeErrorMessage(error), null);

    internal static StorageException NotAFile(string action, string path, string found) =>
        new(StorageFault.NotAFile, action, path, $"it is {found}; a regular file was expected", null);

    internal static StorageException Exists(string action, string path) =>
        new(StorageFault.Exists, action, path, "something is there already", null);

    internal static StorageException Full(string action, string path, string reason, Exception? cause = null) =>
        new(StorageFault.Full, action, path, reason, cause);

    internal static StorageException NoLocks(string action, string path, int error) =>
        new(StorageFault.NoLocks, action, path, $"the file system offers no locks ({Marshal.GetPInvokeErrorMessage(error)})", null);

    /// <summary>Whether an exception of a .NET file call is the file system's refusal rather than a mistake of ours.</summary>
    internal static bool IsRefusal(Exception exception) => exception is IOException or UnauthorizedAccessException;

    private static StorageFault FaultOf(Exception cause) => cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => StorageFault.Missing,
        UnauthorizedAccessException => StorageFault.Denied,
        _ => FaultOf(ErrorOf(cause)),
    };

    // .NET puts the bare errno into HResult on Unix and wraps the code as 0x8007xxxx on Windows.
    private static int ErrorOf(Exception cause) => OperatingSystem.IsWindows() ? cause.HResult & 0xFFFF : cause.HResult;

    private static StorageFault FaultOf(int error) => OperatingSystem.IsWindows() ? WindowsError.Fault(error) : UnixError.Fault(error);

    private static string FirstLine(string message) => message.ReplaceLineEndings("\n").Split('\n')[0];

    private static string? HintFor(StorageFault fault) => fault switch
    {
        StorageFault.Full => "Free some space on that volume and try again; what was there before is intact.",
        StorageFault.ReadOnly => "Choose a workspace on a writable file system (--root, or OPTAIC_HOME).",
        StorageFault.Denied => "Check who owns the file and its folder, and their permissions.",
        StorageFault.NotAFile => "Put the file itself there; links, folders and devices are not followed.",
        StorageFault.NoLocks => "Keep the workspace on a file system with locks (for NFS, mount it without 'nolock').",
        _ => null,
    };
}
