using System.Diagnostics;
using System.Text;
using OptAIC.Cli.Output;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Progress;

/// <summary>Progress on a terminal: one line per flow, redrawn in place until disposed, when the last picture stays.</summary>
internal sealed class LiveProgress : IProgress<PlanProgress>, IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private readonly Screen _screen;
    private readonly PlanBoard _board = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();
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
            _board.Apply(value, _clock.Elapsed);
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
        IReadOnlyList<string> lines;
        lock (_gate)
        {
            lines = _board.Lines(_screen, _clock.Elapsed, all: last);
        }

        var picture = new StringBuilder(_drawn > 0 ? $"\e[{_drawn}A\r\e[J" : "");
        foreach (var line in lines)
        {
            picture.Append(line).Append('\n');
        }

        _screen.Writer.Write(picture);
        _screen.Writer.Flush();
        _drawn = lines.Count;
    }
}
