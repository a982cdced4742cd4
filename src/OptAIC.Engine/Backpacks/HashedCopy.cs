using System.Buffers;
using System.Security.Cryptography;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Backpacks;

/// <summary>SHA-256 of files as they are, byte by byte.</summary>
internal static class HashedCopy
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Hash and size of a file.</summary>
    /// <exception cref="StorageException">It is missing, a link, a pipe or a device, or cannot be read.</exception>
    public static (string Sha256, long Size) Hash(string path, CancellationToken cancellation) => Copy(path, Stream.Null, cancellation);

    /// <summary>Hash and size of a file that is copied into a stream.</summary>
    /// <inheritdoc cref="Hash"/>
    public static (string Sha256, long Size) Copy(string path, Stream target, CancellationToken cancellation)
    {
        using var handle = DurableFile.TryOpenShared(path) ?? throw StorageException.From("read", path, new FileNotFoundException("there is no such file"));
        using var source = new FileStream(handle, FileAccess.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var size = 0L;
            for (int read; (read = source.Read(buffer)) > 0; size += read)
            {
                cancellation.ThrowIfCancellationRequested();
                hash.AppendData(buffer.AsSpan(0, read));
                target.Write(buffer.AsSpan(0, read));
            }

            return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("copy", path, refused);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
