using System.Formats.Tar;
using System.IO.Compression;

namespace OptAIC.Engine.Archives;

/// <summary>Unpacks tar files that are compressed with gzip.</summary>
internal static class TarUnpacking
{
    public static void Unpack(Stream archive, ArchiveTarget target, ArchiveLimits limits, CancellationToken cancellation)
    {
        // Headers, padding and long names come on top of the files.
        const int PerEntry = 4096;
        using var unzipped = new BoundedStream(new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true), limits.MaxBytes + (2L * limits.MaxFiles * PerEntry));
        using var tar = new TarReader(unzipped, leaveOpen: true);
        while (tar.GetNextEntry() is { } entry)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (entry.EntryType)
            {
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                case TarEntryType.Directory:
                    target.AddFolder(entry.Name);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    using (var content = entry.DataStream ?? Stream.Null)
                    {
                        target.AddFile(entry.Name, entry.Length, (entry.Mode & UnixFileMode.UserExecute) != 0, content, null, cancellation);
                    }

                    break;
                default:
                    throw target.Refuse(entry.Name, $"it is {KindOf(entry.EntryType)}; an archive may hold files and folders");
            }
        }

        // Only at its end does the compression tell whether what came before is right.
        unzipped.CopyTo(Stream.Null);
    }

    private static string KindOf(TarEntryType type) => type switch
    {
        TarEntryType.SymbolicLink => "a symbolic link",
        TarEntryType.HardLink => "a hard link",
        TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "a device",
        TarEntryType.Fifo => "a pipe",
        _ => "neither a file nor a folder",
    };
}
