using System.IO.Compression;

namespace OptAIC.Engine.Archives;

/// <summary>Unpacks ZIP files.</summary>
internal static class ZipUnpacking
{
    private const int UnixKind = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;
    private const int UnixExecute = 0x40;

    public static void Unpack(Stream archive, ArchiveTarget target, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            cancellation.ThrowIfCancellationRequested();
            // Systems without these bits leave them out.
            var mode = entry.ExternalAttributes >>> 16;
            var isFolder = entry.FullName.EndsWith('/');
            if ((mode & UnixKind) is not 0 and var kind && kind != (isFolder ? UnixFolder : UnixFile))
            {
                throw target.Refuse(entry.FullName, $"it is {KindOf(kind)}; an archive may hold files and folders");
            }

            if (entry.IsEncrypted)
            {
                throw target.Refuse(entry.FullName, "it is encrypted");
            }

            if (isFolder)
            {
                target.AddFolder(entry.FullName);
                continue;
            }

            using var content = entry.Open();
            target.AddFile(entry.FullName, entry.Length, (mode & UnixExecute) != 0, content, entry.Crc32, cancellation);
        }
    }

    private static string KindOf(int kind) => kind switch
    {
        0xA000 => "a symbolic link",
        UnixFolder => "a folder that is named like a file",
        UnixFile => "a file that is named like a folder",
        _ => "a device or another special file",
    };
}
