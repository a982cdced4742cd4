using System.Text;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>
/// Tells what a program said last, for those who look on: not more often than anybody can read, and always the last line of a burst. Lines that are
/// meant for OptAIC are passed over.
/// </summary>
/// <param name="tell">Told a line.</param>
internal sealed class LastLine(Action<string> tell) : IDisposable
{
    private const int LongestShown = 200;
    private const byte LineFeed = (byte)'\n';
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private Timer? _timer;
    private long _toldAt = Environment.TickCount64 - (long)Interval.TotalMilliseconds;
    private string? _pending;
    private bool _isClosed;

    /// <summary>Takes whole lines, the last without its end.</summary>
    public void Take(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var start = lines.LastIndexOf(LineFeed) + 1;
            var line = lines[start..].Trim(" \t\r"u8);
            if (!line.IsEmpty && !line.StartsWith(OutputProtocol.Marker))
            {
                Say(Encoding.UTF8.GetString(line[..Math.Min(line.Length, LongestShown)]));
                return;
            }

            lines = lines[..Math.Max(0, start - 1)];
        }
    }

    /// <summary>Tells no more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _timer?.Dispose();
        }
    }

    private void Say(string line)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return;
            }

            var isAwaited = _pending is not null;
            _pending = line;
            var rest = Interval - TimeSpan.FromMilliseconds(Environment.TickCount64 - _toldAt);
            if (rest <= TimeSpan.Zero)
            {
                Tell();
            }
            else if (!isAwaited)
            {
                _timer ??= new Timer(_ => Tell());
                _timer.Change(rest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Tell()
    {
        lock (_gate)
        {
            if (_pending is { } line && !_isClosed)
            {
                _pending = null;
                _toldAt = Environment.TickCount64;
                tell(line);
            }
        }
    }
}
