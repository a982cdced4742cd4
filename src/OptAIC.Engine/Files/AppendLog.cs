using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace OptAIC.Engine.Files;

/// <summary>
/// A log that many processes append lines to at once. Every line is one write at the end of the file, which the kernel of a machine does
/// not mix with another; network file systems that lack such a write are no place for a log that two hosts append to.
/// </summary>
/// <remarks>
/// A full disk or a power cut can leave a torn line. The next append starts a fresh line when it sees one. Should a line be torn between
/// that look and the write, the write has landed behind the torn piece: the look at the byte before it, afterwards, shows that, and the line
/// is written again on its own. So no line is lost, without a lock that a dead or slow process could hold. What a torn piece
/// has become is a line that does not parse; readers skip those.
/// </remarks>
internal sealed class AppendLog : IDisposable
{
    private const string Appending = "append to";
    private const byte NewLine = (byte)'\n';
    private const int StackLimit = 1024;
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _file;
    private readonly string _path;
    private bool _folderIsFlushed;

    private AppendLog(string path, SafeFileHandle file, bool existed)
    {
        _path = path;
        _file = file;
        _folderIsFlushed = existed;
    }

    /// <summary>Opens a log, and makes it when there is none; its folder exists.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static AppendLog Open(string path)
    {
        path = Path.GetFullPath(path);
        var existed = File.Exists(path);
        return new AppendLog(path, OpenFile(path), existed);
    }

    /// <summary>Opens, or makes, a file whose every write lands at its end, whoever else writes to it.</summary>
    /// <exception cref="StorageException">The file system refused.</exception>
    public static SafeFileHandle OpenFile(string path)
    {
        if (OperatingSystem.IsWindows())
            DurableFile.RefuseLink(Appending, path);
        var file = OperatingSystem.IsWindows()
            ? WindowsFile.OpenForAppend(path)
            : UnixFile.Open(path, UnixOpenFlags.ReadWrite | UnixOpenFlags.Append | UnixOpenFlags.Create | UnixOpenFlags.NoFollow);
        if (!file.IsInvalid)
            return file;
        var error = StorageException.FromLastError(Appending, path);
        file.Dispose();
        throw error;
    }

    /// <summary>Appends one line; <see cref="Durability.Truth"/> flushes it. Safe from any thread.</summary>
    /// <param name="line">The line without its end; it holds no line feed.</param>
    /// <param name="durability">Whether a power cut may lose it.</param>
    /// <exception cref="StorageException">The file system refused; the line may be there in part, never as a whole line.</exception>
    public void Append(ReadOnlySpan<byte> line, Durability durability)
    {
        if (line.Contains(NewLine))
            throw new ArgumentException("A line of a log cannot contain a line feed.", nameof(line));

        AppendBlock(line, durability);
    }

    /// <summary>Appends several lines by one write, as <see cref="Append"/> does one.</summary>
    /// <param name="lines">The lines, with ends between them and none behind the last.</param>
    /// <param name="durability">Whether a power cut may lose them.</param>
    /// <exception cref="StorageException">The file system refused; they may be there in part.</exception>
    public void AppendBlock(ReadOnlySpan<byte> lines, Durability durability)
    {
        lock (_gate)
        {
            WriteStep.Before("append", _path);
            try
            {
                while (!TryAppend(lines))
                {
                    // Landed behind a torn line, or was itself cut short: once more, on a fresh line.
                }

                if (durability == Durability.Truth)
                    Flush();
            }
            catch (Exception e) when (StorageException.IsRefusal(e))
            {
                throw StorageException.From(Appending, _path, e);
            }
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private bool TryAppend(ReadOnlySpan<byte> line)
    {
        var lead = IsLineStart(RandomAccess.GetLength(_file)) ? 0 : 1;
        var size = lead + line.Length + 1;
        var rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        var record = (rented ?? stackalloc byte[StackLimit])[..size];
        try
        {
            record[0] = NewLine;
            line.CopyTo(record[lead..]);
            record[^1] = NewLine;

            var written = OperatingSystem.IsWindows() ? WindowsFile.Write(_file, record) : UnixFile.Write(_file, record);
            if (written < 0)
                throw StorageException.FromLastError(Appending, _path);
            return written == size && (lead == 1 || IsLineStart(Position() - size));
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private long Position() => OperatingSystem.IsWindows() ? WindowsFile.Position(_file) : UnixFile.Position(_file);

    private bool IsLineStart(long offset)
    {
        if (offset <= 0)
            return true;
        byte before = 0;
        return RandomAccess.Read(_file, new Span<byte>(ref before), offset - 1) == 1 && before == NewLine;
    }

    private void Flush()
    {
        RandomAccess.FlushToDisk(_file);
        if (_folderIsFlushed)
            return;
        DurableDirectory.Flush(Path.GetDirectoryName(_path)!);
        _folderIsFlushed = true;
    }
}
