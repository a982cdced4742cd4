namespace OptAIC.Engine.Files;

/// <summary>A file that is too large to be held in memory: written aside, renamed into its place once it is whole.</summary>
internal static class FileAside
{
    private const string Writing = "write";

    /// <summary>Writes a file. When it fails, what was written aside is gone, and what was there is intact.</summary>
    /// <param name="path">The file. Its folder has to be there.</param>
    /// <param name="overwrite">Whether one that is there is replaced.</param>
    /// <param name="write">Writes, and may read what it has written: the stream can be both, and sought.</param>
    /// <exception cref="StorageException">The file system refused; <see cref="StorageFault.Exists"/> when a file came in between.</exception>
    public static void Write(string path, bool overwrite, Action<FileStream> write)
    {
        path = Path.GetFullPath(path);
        var aside = $"{path}.{Random.Shared.NextInt64():x16}{DurableFile.TemporarySuffix}";
        try
        {
            WriteStep.Before("write aside", path);
            using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            WriteStep.Before("replace", path);
            if (!overwrite && Path.Exists(path))
            {
                throw StorageException.Exists(Writing, path);
            }

            File.Move(aside, path, overwrite);
            DurableDirectory.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From(Writing, path, refused);
        }
        finally
        {
            File.Delete(aside);
        }
    }
}
