using System.Runtime.Versioning;

namespace OptAIC.Engine.Files;

/// <summary>Trees that nobody is to write to. Links in them are left as they are: what they lead to is not ours.</summary>
internal static class ReadOnlyTree
{
    private const UnixFileMode Writing = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly EnumerationOptions All = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    /// <summary>Takes the right to write from every file and folder of a tree.</summary>
    public static void Protect(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", All).ToList())
        {
            SetWritable(entry, isWritable: false);
        }

        SetWritable(new DirectoryInfo(folder), isWritable: false);
    }

    /// <summary>Deletes a tree, protected or not; one that is not there is fine.</summary>
    public static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        WriteStep.Before("delete the tree", folder);
        Unlock(new DirectoryInfo(folder));
        Directory.Delete(folder, recursive: true);
    }

    // A folder has to be opened before what is in it can be looked at and deleted; on Windows files have to be as well.
    private static void Unlock(DirectoryInfo folder)
    {
        SetWritable(folder, isWritable: true);
        foreach (var entry in folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            if (entry is DirectoryInfo below)
            {
                Unlock(below);
            }
            else if (OperatingSystem.IsWindows())
            {
                SetWritable(entry, isWritable: true);
            }
        }
    }

    private static void SetWritable(FileSystemInfo entry, bool isWritable)
    {
        if (!OperatingSystem.IsWindows())
        {
            SetMode(entry, isWritable);
        }
        else if (entry is FileInfo)
        {
            entry.Attributes = isWritable ? entry.Attributes & ~FileAttributes.ReadOnly : entry.Attributes | FileAttributes.ReadOnly;
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void SetMode(FileSystemInfo entry, bool isWritable)
    {
        var mode = entry.UnixFileMode;
        var wanted = isWritable ? mode | UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute : mode & ~Writing;
        if (wanted != mode)
        {
            entry.UnixFileMode = wanted;
        }
    }
}
