using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace OptAIC.Engine.Files;

/// <summary>Folders that are built aside and appear whole.</summary>
internal static class DurableDirectory
{
    private const string Publishing = "publish";
    private const int FewEntries = 16;
    private const int FlushesAtOnce = 16;

    /// <summary>
    /// Makes <paramref name="staging"/> appear as <paramref name="target"/> by one rename; both lie on one file system. As a truth, every
    /// file and folder of the tree is flushed first and the target's parent afterwards, so a published tree is a complete one.
    /// Links in the tree are kept as they are.
    /// </summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.Exists"/> when something other than an empty folder has the target's name already (the staging folder is then
    /// untouched), or the file system refused.
    /// </exception>
    public static void Publish(string staging, string target, Durability durability)
    {
        staging = Path.TrimEndingDirectorySeparator(Path.GetFullPath(staging));
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        try
        {
            if (durability == Durability.Truth)
                FlushTree(staging);
            WriteStep.Before("publish", target);
            Rename(staging, target);
            if (durability == Durability.Truth)
                Flush(Path.GetDirectoryName(target)!);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From(Publishing, target, e);
        }
    }

    /// <summary>Makes a folder, and those above it, unless it is there.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From("make the folder", directory, e);
        }
    }

    /// <summary>Makes the names in a folder survive a power cut. Nothing to do on Windows, whose file systems journal them.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void Flush(string directory)
    {
        WriteStep.Before("flush", directory);
        if (!OperatingSystem.IsWindows())
            FlushOnUnix(directory, UnixOpenFlags.Directory);
    }

    /// <summary>Makes the content of a file survive a power cut.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void FlushFile(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            FlushOnUnix(path, UnixOpenFlags.NoFollow | UnixOpenFlags.NonBlocking);
            return;
        }

        // Windows flushes only through a handle that may write, which a read-only attribute forbids.
        var attributes = File.GetAttributes(path);
        File.SetAttributes(path, attributes & ~FileAttributes.ReadOnly);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
            RandomAccess.FlushToDisk(file);
        File.SetAttributes(path, attributes);
    }

    /// <summary>Makes a whole tree survive a power cut.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static void FlushTree(string staging)
    {
        // A flush of each file waits for the disk each time; where the whole file system can be flushed by one call, a large tree takes that.
        WriteStep.Before("flush the tree", staging);
        var (files, folders) = Tree(new DirectoryInfo(staging));
        if (files.Count + folders.Count > FewEntries && OperatingSystem.IsLinux() && LinuxFileSystem.TryFlush(staging))
            return;
        Parallel.ForEach(files, new ParallelOptions { MaxDegreeOfParallelism = FlushesAtOnce }, FlushFile);
        // Innermost first: a folder's names are on disk before the folder is named.
        for (var i = folders.Count - 1; i >= 0; i--)
            Flush(folders[i]);
    }

    private static (List<string> Files, List<string> Folders) Tree(DirectoryInfo root)
    {
        var (files, folders) = (new List<string>(), new List<string> { root.FullName });
        for (var i = 0; i < folders.Count; i++)
        {
            foreach (var entry in new DirectoryInfo(folders[i]).EnumerateFileSystemInfos())
            {
                if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    (entry is DirectoryInfo ? folders : files).Add(entry.FullName);
            }
        }

        return (files, folders);
    }

    [UnsupportedOSPlatform("windows")]
    private static void FlushOnUnix(string path, int flags)
    {
        using var handle = UnixFile.Open(path, UnixOpenFlags.ReadOnly | flags);
        if (handle.IsInvalid)
            throw StorageException.FromLastError("flush", path);
        try
        {
            RandomAccess.FlushToDisk(handle);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From("flush", path, e);
        }
    }

    private static void Rename(string staging, string target)
    {
        if (OperatingSystem.IsWindows())
            RenameOnWindows(staging, target);
        else if (UnixFile.Rename(staging, target) != 0)
            throw RenameRefused(staging, target);
    }

    [UnsupportedOSPlatform("windows")]
    private static StorageException RenameRefused(string staging, string target)
    {
        var error = Marshal.GetLastPInvokeError();
        // A file in the target's place answers "not a directory".
        return error == UnixError.NotADirectory && File.Exists(target)
            ? StorageException.Exists(Publishing, target)
            : StorageException.FromError(Publishing, error == UnixError.NoEntry && !Directory.Exists(staging) ? staging : target, error);
    }

    private static void RenameOnWindows(string staging, string target)
    {
        try
        {
            WindowsRename.Retry(Directory.Move, staging, target);
        }
        catch (Exception e) when (StorageException.IsRefusal(e) && Path.Exists(target))
        {
            throw StorageException.Exists(Publishing, target);
        }
    }
}
