using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Definitions;

/// <summary>Hashes of files and folders that are the same on every system: line ends of text files count as line feeds.</summary>
internal static class ContentHash
{
    private const int BufferSize = 64 * 1024;
    private const int ProbeSize = 8_000;

    /// <summary>SHA-256 of a file's content, and its size in bytes. Content whose first 8,000 bytes hold no zero is text, as for git.</summary>
    /// <param name="path">The file.</param>
    /// <param name="copy">Receives the bytes as they are; what is hashed is then what was copied.</param>
    /// <exception cref="StorageException">It is missing, a link, a pipe or a device, or cannot be read.</exception>
    public static (string Sha256, long Size) OfFile(string path, Stream? copy = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var source = Open(path);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            var pendingReturn = false;
            bool? isText = null;
            while (source.ReadAtLeast(buffer, ProbeSize, throwOnEndOfStream: false) is var read and > 0)
            {
                copy?.Write(buffer, 0, read);
                size += read;
                isText ??= !buffer.AsSpan(0, Math.Min(read, ProbeSize)).Contains((byte)0);
                if (isText.Value)
                {
                    AppendText(hash, buffer.AsSpan(0, read), ref pendingReturn);
                }
                else
                {
                    hash.AppendData(buffer, 0, read);
                }
            }

            if (pendingReturn)
            {
                hash.AppendData("\r"u8);
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>SHA-256 of a text, by the same rule.</summary>
    public static string OfText(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text.Replace("\r\n", "\n", StringComparison.Ordinal)));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hash of a folder from the paths and hashes of its files, in the order of their paths.</summary>
    public static string OfTree(IEnumerable<(string Path, string Sha256)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, sha256) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{sha256}\n"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static FileStream Open(string path) => DurableFile.TryOpenShared(path) is { } handle
        ? new FileStream(handle, FileAccess.Read, bufferSize: 0)
        : throw StorageException.From("read", path, new FileNotFoundException("there is no such file"));

    // A carriage return counts unless a line feed follows, which may be in the next block.
    private static void AppendText(IncrementalHash hash, ReadOnlySpan<byte> block, ref bool pendingReturn)
    {
        if (pendingReturn && block[0] != '\n')
        {
            hash.AppendData("\r"u8);
        }

        pendingReturn = block[^1] == '\r';
        block = pendingReturn ? block[..^1] : block;
        while (block.IndexOf("\r\n"u8) is var at and >= 0)
        {
            hash.AppendData(block[..at]);
            block = block[(at + 1)..];
        }

        hash.AppendData(block);
    }
}
