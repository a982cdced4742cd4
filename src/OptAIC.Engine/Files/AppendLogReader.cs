using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>Takes one line of a log, without its end; the bytes are only valid during the call.</summary>
internal delegate void LogLineHandler(ReadOnlySpan<byte> line);

/// <summary>Reads what an <see cref="AppendLog"/> holds, also while others append to it.</summary>
internal static class AppendLogReader
{
    private const byte NewLine = (byte)'\n';
    private const int BlockSize = 64 * 1024;

    /// <summary>
    /// Gives every complete line from <paramref name="offset"/> on to <paramref name="onLine"/>. A last line without an end is not given: it
    /// is torn, or still being written. Empty lines are passed over; a missing log is an empty one.
    /// </summary>
    /// <param name="path">The log.</param>
    /// <param name="offset">0, or what an earlier call returned, to follow a log as it grows.</param>
    /// <param name="onLine">Skips a line that does not parse: a torn line that a later append has closed.</param>
    /// <param name="most">Most lines to give.</param>
    /// <returns>The offset behind the last line that was given, or behind the last complete one.</returns>
    /// <exception cref="StorageException">The log is no regular file, or unreadable.</exception>
    public static long Read(string path, long offset, LogLineHandler onLine, int most = int.MaxValue)
    {
        using var file = DurableFile.TryOpenShared(path);
        if (file is null)
            return offset;

        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize);
        try
        {
            var held = 0;
            while (most > 0 && ReadBlock(file, path, buffer.AsSpan(held), offset + held) is > 0 and var read)
            {
                held += read;
                var used = GiveLines(buffer.AsSpan(0, held), onLine, ref most);
                buffer.AsSpan(used, held - used).CopyTo(buffer);
                offset += used;
                held -= used;
                if (held == buffer.Length)
                    buffer = Grow(buffer);
            }

            return offset;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int ReadBlock(SafeFileHandle file, string path, Span<byte> room, long offset)
    {
        try
        {
            return RandomAccess.Read(file, room, offset);
        }
        catch (Exception e) when (StorageException.IsRefusal(e))
        {
            throw StorageException.From("read", path, e);
        }
    }

    private static int GiveLines(ReadOnlySpan<byte> block, LogLineHandler onLine, ref int most)
    {
        var used = 0;
        while (most > 0 && block[used..].IndexOf(NewLine) is >= 0 and var length)
        {
            if (length > 0)
            {
                onLine(block.Slice(used, length));
                most--;
            }

            used += length + 1;
        }

        return used;
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
