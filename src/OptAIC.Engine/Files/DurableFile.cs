using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>
/// Documents that are replaced whole. A reader sees the old or the new document, never half of one, and keeps the one it opened.
/// </summary>
/// <remarks>
/// Windows refuses to replace a document while a reader has it open. Writers there try again for about 0.7 s, so a reader reads and closes;
/// what is to be held open for long does not belong into such a document.
/// </remarks>
internal static class DurableFile
{
    /// <summary>End of the name of every temporary file; one that a killed writer left may be deleted once it is old.</summary>
    public const string TemporarySuffix = ".optaic-tmp";

    private const string Writing = "write";
    private const string Reading = "read";

    /// <summary>
    /// Writes aside and renames over <paramref name="path"/>. When it fails, the temporary file is gone and the old document intact; only
    /// when the last step, flushing the folder, fails may the new one already be in place. A symbolic link in the place of a truth is
    /// refused; knowledge replaces the link itself.
    /// </summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, Durability durability)
    {
        path = Path.GetFullPath(path);
        var temporary = $"{path}.{Random.Shared.NextInt64():x16}{TemporarySuffix}";
        try
        {
            if (durability == Durability.Truth)
                RefuseLink(Writing, path);
            WriteStep.Before("write aside", path);
            WriteNew(temporary, content, durability);
            WriteStep.Before("replace", path);
            Replace(temporary, path);
            if (durability == Durability.Truth)
                DurableDirectory.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            DeleteQuietly(temporary);
            throw StorageException.From(Writing, path, e);
        }
    }

    /// <summary>
    /// Writes a truth aside while something is done that has to be done before it takes its place: two waits for the disk become one. When that
    /// fails, the old document is intact.
    /// </summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void WriteAfter(string path, byte[] content, Action first)
    {
        path = Path.GetFullPath(path);
        var temporary = $"{path}.{Random.Shared.NextInt64():x16}{TemporarySuffix}";
        try
        {
            RefuseLink(Writing, path);
            WriteStep.Before("write aside", path);
            var aside = Task.Run(() => WriteNew(temporary, content, Durability.Truth));
            try
            {
                first();
            }
            finally
            {
                // However the other went, this one has to be over before anything is cleaned up.
                aside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
            }

            aside.GetAwaiter().GetResult();
            WriteStep.Before("replace", path);
            Replace(temporary, path);
            DurableDirectory.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception e)
        {
            DeleteQuietly(temporary);
            if (StorageException.IsRefusal(e))
                throw StorageException.From(Writing, path, e);
            throw;
        }
    }

    /// <summary>
    /// Has somebody else write a file aside, flushes it and gives it its name. The name itself survives a power cut only when the folder is flushed
    /// afterwards. When it fails, the file aside is gone.
    /// </summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void Build(string path, Action<string> write)
    {
        path = Path.GetFullPath(path);
        var temporary = $"{path}.{Random.Shared.NextInt64():x16}{TemporarySuffix}";
        try
        {
            WriteStep.Before("write aside", path);
            write(temporary);
            DurableDirectory.FlushFile(temporary);
            WriteStep.Before("replace", path);
            Replace(temporary, path);
        }
        catch (Exception e)
        {
            DeleteQuietly(temporary);
            if (StorageException.IsRefusal(e))
                throw StorageException.From(Writing, path, e);
            throw;
        }
    }

    /// <summary>The whole document.</summary>
    /// <exception cref="StorageException">It is missing, no regular file, or unreadable.</exception>
    public static byte[] ReadShared(string path) =>
        TryReadShared(path) ?? throw StorageException.FromError(Reading, path, OperatingSystem.IsWindows() ? WindowsError.FileNotFound : UnixError.NoEntry);

    /// <summary>The whole document, or <c>null</c> when there is none.</summary>
    /// <exception cref="StorageException">It is no regular file, or unreadable.</exception>
    public static byte[]? TryReadShared(string path)
    {
        using var file = TryOpenShared(path);
        if (file is null)
            return null;
        try
        {
            var content = GC.AllocateUninitializedArray<byte>(checked((int)RandomAccess.GetLength(file)));
            var read = 0;
            while (read < content.Length && RandomAccess.Read(file, content.AsSpan(read), read) is > 0 and var count)
                read += count;
            return read == content.Length ? content : content[..read];
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From(Reading, path, e);
        }
    }

    /// <summary>
    /// Opens for reading without standing in anybody's way: no lock, and on Windows deletion and renames stay possible. The last component
    /// of the path is never followed through a symbolic link, so what is read lies in the folder that was named. <c>null</c> when missing.
    /// </summary>
    /// <exception cref="StorageException">It is no regular file, or unreadable.</exception>
    public static SafeFileHandle? TryOpenShared(string path)
    {
        var file = OperatingSystem.IsWindows() ? TryOpenSharedOnWindows(path) : TryOpenSharedOnUnix(path);
        try
        {
            if (file is not null)
                _ = RandomAccess.GetLength(file);
            return file;
        }
        catch (NotSupportedException)
        {
            file!.Dispose();
            throw StorageException.NotAFile(Reading, path, "a pipe or device");
        }
    }

    /// <summary>Whether a file name is that of a temporary file of ours.</summary>
    public static bool IsTemporary(ReadOnlySpan<char> name) => name.EndsWith(TemporarySuffix, StringComparison.Ordinal);

    /// <summary>Where the system cannot be told not to follow a link.</summary>
    /// <exception cref="StorageException">The name is that of a symbolic link.</exception>
    public static void RefuseLink(string action, string path)
    {
        if (new FileInfo(path).LinkTarget is not null)
            throw StorageException.NotAFile(action, path, "a symbolic link");
    }

    private static void WriteNew(string path, ReadOnlySpan<byte> content, Durability durability)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        RandomAccess.Write(file, content, 0);
        if (durability == Durability.Truth)
            RandomAccess.FlushToDisk(file);
    }

    private static void Replace(string from, string to)
    {
        if (OperatingSystem.IsWindows())
            WindowsRename.Retry(static (from, to) => File.Move(from, to, overwrite: true), from, to);
        else
            File.Move(from, to, overwrite: true);
    }

    [UnsupportedOSPlatform("windows")]
    private static SafeFileHandle? TryOpenSharedOnUnix(string path)
    {
        // Non-blocking only matters to a named pipe, whose open would otherwise wait for a writer.
        var file = UnixFile.Open(path, UnixOpenFlags.ReadOnly | UnixOpenFlags.NoFollow | UnixOpenFlags.NonBlocking);
        if (!file.IsInvalid)
            return file;
        var error = Marshal.GetLastPInvokeError();
        file.Dispose();
        return UnixError.Fault(error) == StorageFault.Missing ? null : throw StorageException.FromError(Reading, path, error);
    }

    private static SafeFileHandle? TryOpenSharedOnWindows(string path)
    {
        RefuseLink(Reading, path);
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From(Reading, path, e);
        }
    }

    private static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            // The failure to report is the one that led here; doctor sweeps what stays.
        }
    }
}
