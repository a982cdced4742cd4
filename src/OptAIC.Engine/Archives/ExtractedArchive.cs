using OptAIC.Engine.Files;

namespace OptAIC.Engine.Archives;

/// <summary>
/// An archive, unpacked into a folder of its own that goes when this is disposed. Archives come from anywhere: nothing is written outside that
/// folder, no link is made, names must be fit for every system, and sizes are bounded, the declared ones and the real ones.
/// </summary>
internal sealed class ExtractedArchive : IDisposable
{
    private static readonly string[] TarExtensions = [".tar.gz", ".tgz"];

    private ExtractedArchive(string archive, string folder) => (Archive, Folder) = (archive, folder);

    /// <summary>The archive, full path.</summary>
    public string Archive { get; }

    /// <summary>What it holds.</summary>
    public string Folder { get; }

    /// <summary>Whether a path is that of a file whose name is an archive's: <c>.zip</c>, <c>.tar.gz</c>, <c>.tgz</c>.</summary>
    public static bool IsArchive(string path) => (IsZip(path) || IsTar(path)) && File.Exists(path);

    /// <summary>Unpacks an archive.</summary>
    /// <param name="archive">A file for which <see cref="IsArchive"/> holds.</param>
    /// <param name="folder">The folder to make; nothing may be there.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <exception cref="ArchiveRefusedException">It is damaged, or holds what must not be unpacked; nothing is left then.</exception>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static ExtractedArchive Extract(string archive, string folder, ArchiveLimits limits, CancellationToken cancellation = default) =>
        Extract(archive, folder, limits, IsZip(archive), cancellation);

    /// <summary>Unpacks a file of whatever name.</summary>
    /// <param name="archive">The file.</param>
    /// <param name="folder">The folder to make; nothing may be there.</param>
    /// <param name="limits">How much it may hold.</param>
    /// <param name="isZip">Whether it is a zip archive; else it is a compressed tar archive.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    /// <inheritdoc cref="Extract(string, string, ArchiveLimits, CancellationToken)"/>
    public static ExtractedArchive Extract(string archive, string folder, ArchiveLimits limits, bool isZip, CancellationToken cancellation)
    {
        archive = Path.GetFullPath(archive);
        if (Path.Exists(folder))
        {
            throw StorageException.Exists("create", folder);
        }

        var extracted = new ExtractedArchive(archive, Path.GetFullPath(folder));
        try
        {
            extracted.Unpack(limits, isZip, cancellation);
            return extracted;
        }
        catch
        {
            extracted.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static bool IsTar(string path) => TarExtensions.Any(e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));

    private void Unpack(ArchiveLimits limits, bool isZip, CancellationToken cancellation)
    {
        using var file = Open();
        if (file.Length > limits.MaxBytes)
        {
            throw ArchiveRefusedException.Because(Archive, null, $"it has {file.Length} bytes; {limits.MaxBytes} are allowed");
        }

        Make();
        var target = new ArchiveTarget(Archive, Folder, limits);
        try
        {
            if (isZip)
            {
                ZipUnpacking.Unpack(file, target, cancellation);
            }
            else
            {
                TarUnpacking.Unpack(file, target, limits, cancellation);
            }

            if (target.Current is null)
            {
                throw ArchiveRefusedException.Damaged(Archive, null, "it holds nothing");
            }
        }
        // The readers answer nonsense with each of these.
        catch (Exception damaged) when (damaged is InvalidDataException or IOException or FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw ArchiveRefusedException.Damaged(Archive, target.Current, damaged);
        }
    }

    private FileStream Open()
    {
        try
        {
            return new FileStream(Archive, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("read", Archive, refused);
        }
    }

    private void Make()
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Folder);
            }
            else
            {
                Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("create", Folder, refused);
        }
    }
}
