using System.Diagnostics;
using System.Text;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>
/// Progress on a terminal: a tree with one line per flow, redrawn in place until disposed, when the last picture stays. Lines of logs go
/// by above it.
/// </summary>
internal sealed class LiveProgress : IProgress<PlanProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly Screen _screen;
    private readonly PlanBoard _board = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
    private readonly List<string> _said = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Task _drawing;
    private int _drawn;

    /// <summary>Begins to draw.</summary>
    public LiveProgress(Screen screen)
    {
        _screen = screen;
        _drawing = DrawAsync();
    }

    /// <inheritdoc/>
    public void Report(PlanProgress value)
    {
        lock (_gate)
        {
            if (value is { Kind: PlanProgressKind.Log, Step: { } step })
            {
                _said.Add(LogText.Line(step, value.Text));
            }
            else if (value.Kind == PlanProgressKind.Opened)
            {
                _said.Add($"open {value.Text}");
            }
            else
            {
                _board.Apply(value, _clock.Elapsed - Ago(value));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _drawing;
        Draw(last: true);
        _end.Dispose();
    }

    // A plan that others began has been running for a while. Their clock may be ahead of this one.
    private static TimeSpan Ago(PlanProgress news) => news.At is { } at && DateTimeOffset.UtcNow - at is var ago && ago > TimeSpan.Zero ? ago : TimeSpan.Zero;

    private async Task DrawAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            Draw(last: false);
            await Task.Delay(Beat, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One write per picture, so that the terminal never shows half of one.
    private void Draw(bool last)
    {
        IReadOnlyList<string> said, lines;
        lock (_gate)
        {
            said = [.. _said];
            _said.Clear();
            lines = _board.Lines(_screen, _clock.Elapsed, all: last);
        }

        var picture = new StringBuilder(_drawn > 0 ? $"\e[{_drawn}A\r\e[J" : "");
        foreach (var line in said.Concat(lines))
        {
            picture.Append(line).Append('\n');
        }

        _screen.Writer.Write(picture);
        _screen.Writer.Flush();
        _drawn = lines.Count;
    }
}
