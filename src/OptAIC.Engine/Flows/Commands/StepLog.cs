using System.Buffers;
using System.Text;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Flows.Commands;

/// <summary>Repeats what a step says in the log of its run, each line with the step's name before it; the step's own log has it as it is.</summary>
/// <param name="path">Log of the run.</param>
/// <param name="step">Name of the step.</param>
internal sealed class StepLog(string path, string step) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($"{step} | ");
    private AppendLog? _log;
    private long _written;
    private bool _isFull;

    /// <summary>Takes whole lines, the last without its end.</summary>
    public void Take(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            if (_isFull)
            {
                return;
            }

            var named = new ArrayBufferWriter<byte>(lines.Length + 256);
            foreach (var range in lines.Split((byte)'\n'))
            {
                if (named.WrittenCount > 0)
                {
                    named.Write("\n"u8);
                }

                named.Write(_prefix);
                named.Write(lines[range]);
            }

            Append(named.WrittenSpan);
        }
    }

    public void Dispose() => _log?.Dispose();

    private void Append(ReadOnlySpan<byte> block)
    {
        try
        {
            _log ??= AppendLog.Open(path);
            _log.AppendBlock(block, Durability.Knowledge);
            _written += block.Length;
            _isFull = _written > ProgramLog.MostBytes;
        }
        catch (StorageException)
        {
            // The step's own log cannot be written either then, and that ends the run.
            _isFull = true;
        }
    }
}
