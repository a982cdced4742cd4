using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace OptAIC.Engine.Tests.Archives;

/// <summary>Tar files compressed with gzip.</summary>
internal static class TarBytes
{
    public static string Files(string path, params (string Name, string Text)[] files) => Save(path, tar =>
    {
        foreach (var (name, text) in files)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }
    });

    public static string Save(string path, Action<TarWriter> write)
    {
        using var file = File.Create(path);
        using var zipped = new GZipStream(file, CompressionLevel.Fastest);
        using var tar = new TarWriter(zipped, TarEntryFormat.Pax);
        write(tar);
        return path;
    }
}
