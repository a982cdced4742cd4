using System.Text.Json;
using OptAIC.Engine.Facade;

namespace OptAIC.Engine.Runner;

/// <summary>Tells the caller of a runner, and the log of the plan, what happens. Safe from any thread.</summary>
/// <param name="output">Where the caller listens.</param>
internal sealed class MessageWriter(Stream output) : IDisposable
{
    private readonly Lock _gate = new();
    private PlanLog? _log;
    private bool _nobodyListens;

    /// <summary>Keeps what is said from now on.</summary>
    public void KeepIn(PlanLog log) => _log = log;

    /// <summary>Tells news of the plan.</summary>
    public void Write(PlanProgress news, TimeProvider time)
    {
        var message = new RunnerMessage { Progress = news with { At = time.GetUtcNow() } };
        // The result says the same once more.
        Write(message, isKept: news.Kind != PlanProgressKind.Finished);
    }

    /// <summary>Tells the end.</summary>
    public void Write(RunnerMessage message) => Write(message, isKept: true);

    public void Dispose() => _log?.Dispose();

    private void Write(RunnerMessage message, bool isKept)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(message, RunnerJson.Default.RunnerMessage), (byte)'\n'];
        lock (_gate)
        {
            if (isKept)
            {
                _log?.Append(line.AsSpan(..^1));
            }

            if (_nobodyListens)
            {
                return;
            }

            try
            {
                output.Write(line);
                output.Flush();
            }
            catch (IOException)
            {
                // The caller of a detached runner does not stay; the records and the log tell the rest.
                _nobodyListens = true;
            }
        }
    }
}
