using System.IO.Compression;
using System.Text.Json;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Transfer;

/// <summary>An archive of instances, unpacked and held against its manifest, byte by byte. What it holds goes when it is disposed.</summary>
internal sealed class OpenedArchive : IImportSource
{
    private const int MaxFiles = 2_000_000;
    private const long MaxManifest = 512 * 1024 * 1024;

    private readonly ExtractedArchive _extracted;

    private OpenedArchive(ExtractedArchive extracted, InstanceArchiveManifest manifest) => (_extracted, Manifest) = (extracted, manifest);

    /// <summary>What is in it.</summary>
    private InstanceArchiveManifest Manifest { get; }

    public IReadOnlyList<ArchivedInstance> Instances => Manifest.Archived;

    public IReadOnlyList<string> Definitions => Manifest.Definitions;

    public int Files => Manifest.Files.Count + 1;

    public bool IsOurs => true;

    /// <summary>Unpacks an archive.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="folder">The folder to make.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="ArchiveRefusedException">It is damaged, no archive of instances, or holds what must not be unpacked.</exception>
    /// <exception cref="StorageException">There is no room for it.</exception>
    public static OpenedArchive Open(string path, string folder, CancellationToken cancellation)
    {
        var manifest = ReadManifest(path);
        // No more than it says itself, and no more than there is room for.
        var size = manifest.Files.Sum(f => f.Size) + MaxManifest;
        var room = new DriveInfo(Path.GetFullPath(Path.GetDirectoryName(folder)!)).AvailableFreeSpace;
        if (size - MaxManifest > room)
        {
            throw StorageException.Full("unpack", path, $"it holds {size - MaxManifest} bytes, unpacked, and {room} are free");
        }

        var extracted = ExtractedArchive.Extract(path, folder, new ArchiveLimits(MaxFiles, size), isZip: true, cancellation);
        try
        {
            Verify(extracted, path, manifest, cancellation);
            return new OpenedArchive(extracted, manifest);
        }
        catch
        {
            extracted.Dispose();
            throw;
        }
    }

    public InstancePaths PathsOf(ArchivedInstance instance) => new(Path.Combine(_extracted.Folder, "instances", instance.Id.ToString("D")));

    public string FolderOf(string definition) => Path.Combine([_extracted.Folder, "definitions", .. definition.Split('@')]);

    public IEnumerable<InstanceFile> FilesOf(ArchivedInstance instance)
    {
        var folder = $"instances/{instance.Id:D}/";
        return Manifest.Files.Where(f => f.Path.StartsWith(folder, StringComparison.Ordinal)).Select(f => new InstanceFile(f.Path[folder.Length..], Path.Combine([_extracted.Folder, .. f.Path.Split('/')])));
    }

    public void Dispose() => _extracted.Dispose();

    private static InstanceArchiveManifest ReadManifest(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            if (zip.GetEntry(InstanceArchiveManifest.FileName) is not { } entry || entry.Length > MaxManifest)
            {
                throw ArchiveRefusedException.Because(path, null, $"it has no {InstanceArchiveManifest.FileName}: 'optaic instance export' writes archives of instances");
            }

            using var content = new BoundedStream(entry.Open(), MaxManifest);
            var manifest = JsonSerializer.Deserialize(content, TransferJson.Default.InstanceArchiveManifest);
            return manifest is null || manifest.Content != InstanceArchiveManifest.Instances
                ? throw ArchiveRefusedException.Because(path, InstanceArchiveManifest.FileName, $"it is an archive of {manifest?.Content ?? "nothing"}, not of instances")
                : manifest.Format > InstanceArchiveManifest.CurrentFormat ? throw new NewerFormatException(path, manifest.Format, InstanceArchiveManifest.CurrentFormat)
                : manifest;
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw OptAIC.Engine.Files.StorageException.From("read", path, missing);
        }
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or JsonException or NotSupportedException)
        {
            throw ArchiveRefusedException.Damaged(path, null, damaged);
        }
    }

    private static void Verify(ExtractedArchive extracted, string path, InstanceArchiveManifest manifest, CancellationToken cancellation)
    {
        var found = Directory.EnumerateFiles(extracted.Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(extracted.Folder, f).Replace('\\', '/')).ToHashSet(StringComparer.Ordinal);
        found.Remove(InstanceArchiveManifest.FileName);
        foreach (var file in manifest.Files)
        {
            // A name that leads anywhere else is no name of a file that was found.
            if (!found.Remove(file.Path))
            {
                throw ArchiveRefusedException.Damaged(path, file.Path, "it is not there");
            }

            if (HashedCopy.Hash(Path.Combine([extracted.Folder, .. file.Path.Split('/')]), cancellation) != (file.Sha256, file.Size))
            {
                throw ArchiveRefusedException.Damaged(path, file.Path, "it is not what the manifest says");
            }
        }

        if (found.Count > 0)
        {
            throw ArchiveRefusedException.Because(path, found.First(), "the manifest does not name it");
        }
    }
}
