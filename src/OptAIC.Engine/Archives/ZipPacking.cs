using System.IO.Compression;
using System.Security.Cryptography;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Archives;

/// <summary>Packs files into a ZIP file. What it packs can be unpacked on every system: names follow <see cref="ArchiveNames"/>.</summary>
/// <param name="path">The archive, for messages.</param>
/// <param name="zip">The archive, open to be written.</param>
/// <param name="time">The time that all entries get, so that the same content makes the same archive.</param>
internal sealed class ZipPacking(string path, ZipArchive zip, DateTimeOffset time)
{
    private const int BufferSize = 128 * 1024;

    // A plain file that everybody may run, as Unix writes it.
    private const int ExecutableFile = 0x81ED;

    private readonly ArchiveNames _names = new();
    private readonly byte[] _buffer = new byte[BufferSize];
    private readonly List<PackedFile> _files = [];

    /// <summary>What was packed.</summary>
    public IReadOnlyList<PackedFile> Files => _files;

    /// <summary>Adds a file. What is hashed is what was packed.</summary>
    /// <param name="name">Its name in the archive.</param>
    /// <param name="file">Where it is.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="ArchiveRefusedException">Its name is not fit for every system.</exception>
    /// <exception cref="StorageException">It is missing, no regular file, or cannot be read.</exception>
    public PackedFile Add(string name, string file, CancellationToken cancellation)
    {
        using var handle = DurableFile.TryOpenShared(file) ?? throw StorageException.From("read", file, new FileNotFoundException("there is no such file"));
        using var source = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        return Add(name, source, !OperatingSystem.IsWindows() && (File.GetUnixFileMode(handle) & UnixFileMode.UserExecute) != 0, cancellation);
    }

    /// <summary>Adds what a stream has.</summary>
    /// <inheritdoc cref="Add(string, string, CancellationToken)"/>
    public PackedFile Add(string name, Stream source, CancellationToken cancellation) => Add(name, source, isExecutable: false, cancellation);

    private PackedFile Add(string name, Stream source, bool isExecutable, CancellationToken cancellation)
    {
        if (_names.Take(name, isFolder: false, out _) is { } problem)
        {
            throw ArchiveRefusedException.Because(path, name, problem);
        }

        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = time;
        if (isExecutable)
        {
            entry.ExternalAttributes = ExecutableFile << 16;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var target = entry.Open();
        var size = 0L;
        for (int read; (read = source.Read(_buffer)) > 0; size += read)
        {
            cancellation.ThrowIfCancellationRequested();
            hash.AppendData(_buffer.AsSpan(0, read));
            target.Write(_buffer, 0, read);
        }

        var packed = new PackedFile(name, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        _files.Add(packed);
        return packed;
    }

    /// <summary>Reads an archive that was packed, and holds it against what was to be in it.</summary>
    /// <param name="archive">The archive, from its beginning.</param>
    /// <param name="path">Its path, for messages.</param>
    /// <param name="files">What is to be in it, and nothing else.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="ArchiveRefusedException">Something else is in it.</exception>
    public static void Verify(Stream archive, string path, IReadOnlyList<PackedFile> files, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            using var content = zip.GetEntry(file.Path)?.Open() ?? throw ArchiveRefusedException.Damaged(path, file.Path, "it is not there");
            if (Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
            {
                throw ArchiveRefusedException.Damaged(path, file.Path, "it does not read back as it was written");
            }
        }

        if (zip.Entries.Count != files.Count)
        {
            throw ArchiveRefusedException.Damaged(path, null, $"it holds {zip.Entries.Count} files; {files.Count} were written");
        }
    }
}
