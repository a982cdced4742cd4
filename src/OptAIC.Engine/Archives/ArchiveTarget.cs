using OptAIC.Engine.Files;

namespace OptAIC.Engine.Archives;

/// <summary>The folder into which an archive is unpacked. Every rule on names and sizes is here, whatever the format.</summary>
/// <param name="archive">The archive, for messages.</param>
/// <param name="folder">A new folder that nobody else writes to.</param>
/// <param name="limits">How much it may hold.</param>
internal sealed class ArchiveTarget(string archive, string folder, ArchiveLimits limits)
{
    private const int BufferSize = 128 * 1024;

    private readonly ArchiveNames _names = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private int _files;
    private long _bytes;

    /// <summary>The entry that is being unpacked, as the archive spells it.</summary>
    public string? Current { get; private set; }

    /// <summary>Makes a folder.</summary>
    public void AddFolder(string name) => MakeFolder(Place(name, isFolder: true));

    /// <summary>Writes a file.</summary>
    /// <param name="name">As the archive spells it.</param>
    /// <param name="size">Its size in bytes, as the archive declares it.</param>
    /// <param name="isExecutable">Whether it can be run.</param>
    /// <param name="content">Its content.</param>
    /// <param name="checksum">CRC-32 that the archive declares, or <c>null</c> where the format has none.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public void AddFile(string name, long size, bool isExecutable, Stream content, uint? checksum, CancellationToken cancellation)
    {
        var path = Place(name, isFolder: false);
        if (++_files > limits.MaxFiles)
        {
            throw Refuse(name, $"the archive holds more than {limits.MaxFiles} files");
        }

        // Declared sizes are checked before anything is written, real ones while it is.
        if (size < 0 || size > limits.MaxBytes - _bytes)
        {
            throw Refuse(name, $"with it the archive holds more than {limits.MaxBytes / (1024 * 1024)} MiB, unpacked");
        }

        _bytes += size;
        MakeFolder(Path.GetDirectoryName(path)!);
        using (var file = MakeFile(path))
        {
            var crc = Copy(name, size, content, file, cancellation);
            if (checksum is { } declared && declared != crc)
            {
                throw ArchiveRefusedException.Damaged(archive, name, "its checksum is wrong");
            }
        }

        if (isExecutable && !OperatingSystem.IsWindows())
        {
            const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | Execute);
        }
    }

    /// <summary>The refusal of an entry.</summary>
    public ArchiveRefusedException Refuse(string name, string problem) => ArchiveRefusedException.Because(archive, name, problem);

    private uint Copy(string name, long size, Stream content, FileStream file, CancellationToken cancellation)
    {
        var crc = new Crc32();
        var left = size;
        for (int read; (read = content.Read(_buffer)) > 0; left -= read)
        {
            cancellation.ThrowIfCancellationRequested();
            if (read > left)
            {
                throw Refuse(name, $"it holds more than the {size} bytes that it declares");
            }

            crc.Add(_buffer.AsSpan(0, read));
            Write(file, read);
        }

        return left == 0 ? crc.Value : throw ArchiveRefusedException.Damaged(archive, name, $"it ends {left} bytes early");
    }

    private void Write(FileStream file, int count) => Store("write", file.Name, () =>
    {
        file.Write(_buffer, 0, count);
        return true;
    });

    private static FileStream MakeFile(string path) =>
        Store("create", path, () => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));

    private static void MakeFolder(string path) => Store("create", path, () => Directory.CreateDirectory(path));

    // A full disk is the disk's fault, not the archive's.
    private static T Store<T>(string action, string path, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From(action, path, refused);
        }
    }

    private string Place(string name, bool isFolder)
    {
        Current = name;
        if (_names.Take(name, isFolder, out var parts) is { } problem)
        {
            throw Refuse(name, problem);
        }

        return _names.Count <= 2 * limits.MaxFiles ? Path.Combine([folder, .. parts]) : throw Refuse(name, $"the archive holds more than {limits.MaxFiles} folders");
    }
}
