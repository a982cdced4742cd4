using System.Buffers;
using System.Globalization;
using System.Text;
using OptAIC.Engine.Files;
using OptAIC.Engine.Secrets;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Keeps what a program writes: without secrets, in whole lines, in bounded memory and to a bounded size. A program is always read to its end, so
/// that it never waits for a full pipe, also when its log has reached its size or cannot be written.
/// </summary>
/// <param name="path">The log.</param>
/// <param name="redactor">Takes secrets out.</param>
/// <param name="protocol">Told of lines that are meant for OptAIC; <c>null</c> when the stream carries none.</param>
/// <param name="last">Told what was said last, for those who look on.</param>
internal sealed class ProgramLog(string path, SecretRedactor redactor, OutputProtocol? protocol, LastLine? last = null) : IDisposable
{
    /// <summary>What a log holds at most; afterwards lines are read and not kept.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    /// <summary>A longer line is cut in the log, and never taken for a message.</summary>
    public const int LongestLine = 64 * 1024;

    private const byte LineFeed = (byte)'\n';
    private const int TailBytes = 4096;
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    private readonly RedactingBuffer _redacting = new(redactor);
    private readonly ArrayBufferWriter<byte> _clean = new(2 * LongestLine);
    private readonly ArrayBufferWriter<byte> _lines = new(2 * LongestLine);
    private readonly byte[] _tail = new byte[TailBytes];
    private AppendLog? _log;
    private int _tailLength;
    private long _written;
    private bool _isFull;
    private bool _isContinued;
    private volatile bool _isAbandoned;

    /// <summary>Takes the lines, too.</summary>
    public StepLog? Mirror { get; init; }

    /// <summary>Why the log could not be written.</summary>
    public StorageException? Failure { get; private set; }

    /// <summary>Reads a stream to its end. Blocks.</summary>
    public void Read(Stream stream)
    {
        var piece = new byte[LongestLine];
        for (int read; (read = Next(stream, piece)) > 0 && !_isAbandoned;)
        {
            Take(piece.AsSpan(0, read), isLast: false);
        }

        if (!_isAbandoned)
        {
            Take([], isLast: true);
        }
    }

    /// <summary>Nothing that comes from now on counts.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>The last lines, oldest first.</summary>
    public IReadOnlyList<string> LastLines(int count)
    {
        var lines = Encoding.UTF8.GetString(_tail, 0, _tailLength).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines[Math.Max(0, lines.Length - count)..];
    }

    public void Dispose() => _log?.Dispose();

    // A pipe whose other end was closed by force reads as ended.
    private static int Next(Stream stream, byte[] piece)
    {
        try
        {
            return stream.Read(piece);
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private void Take(ReadOnlySpan<byte> piece, bool isLast)
    {
        _clean.ResetWrittenCount();
        _redacting.Add(piece, isLast, _clean);
        _lines.Write(_clean.WrittenSpan);
        var held = _lines.WrittenSpan;
        var end = held.LastIndexOf(LineFeed) + 1;
        if (end > 0)
        {
            TakeLines(held[..end]);
        }

        var rest = held[end..].ToArray();
        _lines.ResetWrittenCount();
        if (rest.Length > LongestLine || (isLast && rest.Length > 0))
        {
            TakePiece(rest);
        }
        else
        {
            _lines.Write(rest);
        }
    }

    private void TakeLines(ReadOnlySpan<byte> lines)
    {
        if (lines.StartsWith(Mark))
        {
            lines = lines[Mark.Length..];
        }

        Append(lines[..^1]);
        // Behind a piece of a long line stands its rest, whatever it looks like.
        protocol?.Take(lines, startsInLine: _isContinued);
        _isContinued = false;
    }

    // A line that is too long for memory, or the last one, which may have no end.
    private void TakePiece(ReadOnlySpan<byte> piece)
    {
        Append(piece);
        if (piece.Length <= LongestLine)
        {
            protocol?.Take([.. piece, LineFeed], startsInLine: _isContinued);
        }
        else
        {
            _isContinued = true;
        }
    }

    private void Append(ReadOnlySpan<byte> lines)
    {
        Remember(lines);
        last?.Take(lines);
        Mirror?.Take(lines);
        if (_isFull || Failure is not null)
        {
            return;
        }

        try
        {
            _log ??= AppendLog.Open(path);
            if (_written + lines.Length > MostBytes)
            {
                _isFull = true;
                lines = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"optaic: the log ends here, at {MostBytes / (1024 * 1024)} MiB; what the program wrote after this was not kept"));
            }

            _log.AppendBlock(lines, Durability.Knowledge);
            _written += lines.Length + 1;
        }
        catch (StorageException refused)
        {
            Failure = refused;
        }
    }

    private void Remember(ReadOnlySpan<byte> lines)
    {
        var fresh = lines[Math.Max(0, lines.Length - TailBytes + 1)..];
        var keep = Math.Min(_tailLength, TailBytes - fresh.Length - 1);
        _tail.AsSpan(_tailLength - keep, keep).CopyTo(_tail);
        fresh.CopyTo(_tail.AsSpan(keep));
        _tail[keep + fresh.Length] = LineFeed;
        _tailLength = keep + fresh.Length + 1;
    }
}
