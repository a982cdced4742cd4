using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Archives;

namespace OptAIC.Engine.Tests.Archives;

/// <summary>ZIP files that are written byte by byte, so that they can say what no program would.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Memory streams hold nothing that has to be released.")]
internal sealed class ZipBytes
{
    private readonly MemoryStream _files = new();
    private readonly MemoryStream _directory = new();
    private ushort _count;

    public ZipBytes File(string name, string text, int mode = 0, ushort flags = 0, uint? crc = null) => File(name, Encoding.UTF8.GetBytes(text), mode, flags, crc);

    public ZipBytes File(string name, byte[] content, int mode = 0, ushort flags = 0, uint? crc = null) =>
        Add(name, content, method: 0, content.Length, crc ?? CrcOf(content), mode, flags);

    public ZipBytes Zeros(string name, long size, long declared)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            new ZeroStream(size).CopyTo(deflate);
        }

        return Add(name, packed.ToArray(), method: 8, declared, 0, 0, 0);
    }

    public string Save(string path)
    {
        using var file = System.IO.File.Create(path);
        using var writer = new BinaryWriter(file);
        writer.Write(_files.ToArray());
        writer.Write(_directory.ToArray());
        writer.Write(0x06054B50);
        writer.Write(0);
        writer.Write(_count);
        writer.Write(_count);
        writer.Write((uint)_directory.Length);
        writer.Write((uint)_files.Length);
        writer.Write((ushort)0);
        return path;
    }

    private static uint CrcOf(byte[] content)
    {
        var crc = new Crc32();
        crc.Add(content);
        return crc.Value;
    }

    private ZipBytes Add(string name, byte[] packed, ushort method, long size, uint crc, int mode, ushort flags)
    {
        var encoded = Encoding.UTF8.GetBytes(name);
        var offset = (uint)_files.Length;
        using (var local = new BinaryWriter(_files, Encoding.UTF8, leaveOpen: true))
        {
            local.Write(0x04034B50);
            WriteCommon(local);
            local.Write((ushort)0);
            local.Write(encoded);
            local.Write(packed);
        }

        using var central = new BinaryWriter(_directory, Encoding.UTF8, leaveOpen: true);
        central.Write(0x02014B50);
        central.Write((ushort)0x0314);
        WriteCommon(central);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write((ushort)0);
        central.Write(mode << 16);
        central.Write(offset);
        central.Write(encoded);
        _count++;
        return this;

        void WriteCommon(BinaryWriter writer)
        {
            writer.Write((ushort)20);
            writer.Write((ushort)(flags | 0x800));
            writer.Write(method);
            writer.Write(0);
            writer.Write(crc);
            writer.Write((uint)packed.Length);
            writer.Write((uint)size);
            writer.Write((ushort)encoded.Length);
        }
    }
}
