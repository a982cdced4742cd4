using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;

namespace OptAIC.Engine.OpenLineage;

/// <summary>
/// Lineage events that are not delivered yet, in order: <c>events/outbox.jsonl</c>. Appending never waits for the receiver. That a run has
/// begun and not ended stands in <c>events/open/</c> too, so that an end which a killed process did not tell is told by a later one.
/// </summary>
/// <param name="folder">The folder <c>events</c>.</param>
internal sealed class Outbox(string folder)
{
    // Only while it is being emptied, which takes no time, is it held for longer than an append.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private string Log => Path.Combine(folder, "outbox.jsonl");

    private string StateFile => Path.Combine(folder, "outbox.json");

    private string Open => Path.Combine(folder, "open");

    private string Guard => Path.Combine(folder, ".outbox.guard");

    /// <summary>Held by who delivers, one at a time: order is part of what is promised.</summary>
    public string DeliveryGuard => Path.Combine(folder, ".delivery.guard");

    /// <summary>Raised in the process that appends.</summary>
    public event Action? Appended;

    /// <summary>How far it is delivered.</summary>
    public OutboxState State => DocumentFile.TryRead(StateFile, DocumentJson.Default.OutboxState) ?? new OutboxState();

    /// <summary>Bytes that are not delivered yet.</summary>
    public long Pending => Math.Max(0, (new FileInfo(Log) is { Exists: true } log ? log.Length : 0) - State.Delivered);

    /// <summary>Takes the first event of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="record">Path of its record.</param>
    /// <param name="start">The event.</param>
    public void Begin(Guid run, string record, byte[] start)
    {
        Directory.CreateDirectory(Open);
        DurableFile.Write(Marker(run), Encoding.UTF8.GetBytes(record), Durability.Knowledge);
        Append(start);
    }

    /// <summary>Takes the last event of a run, once: who settles a lost run and who catches up with what was not told may come at the same time.</summary>
    public void End(Guid run, byte[] end)
    {
        using (GuardFile.TryAcquire(Guard, Patience))
        {
            if (!File.Exists(Marker(run)))
            {
                return;
            }

            AppendLine(end);
            File.Delete(Marker(run));
        }

        Appended?.Invoke();
    }

    /// <summary>Runs that have begun and not ended as far as the outbox knows, with the paths of their records.</summary>
    public IEnumerable<(Guid Run, string Record)> Unended()
    {
        foreach (var marker in Directory.Exists(Open) ? Directory.GetFiles(Open) : [])
        {
            if (Guid.TryParse(Path.GetFileName(marker), out var run) && DurableFile.TryReadShared(marker) is { } record)
            {
                yield return (run, Encoding.UTF8.GetString(record));
            }
        }
    }

    /// <summary>A run that can never be told the end of, as its instance is gone.</summary>
    public void Forget(Guid run) => File.Delete(Marker(run));

    /// <summary>The first events that are not delivered yet, each with the offset behind it. An empty one is a line that a full disk cut short.</summary>
    public IReadOnlyList<(byte[] Event, long End)> Read(int most)
    {
        var events = new List<(byte[], long)>();
        var position = State.Delivered;
        AppendLogReader.Read(
            Log,
            position,
            line =>
            {
                position += line.Length + 1;
                events.Add((line[0] == '{' && line[^1] == '}' ? line.ToArray() : [], position));
            },
            most);
        return events;
    }

    /// <summary>Notes how far it is delivered, and empties it when that is everything.</summary>
    public void Note(OutboxState state)
    {
        if (state.Error is null && GuardFile.TryAcquire(Guard, Patience) is { } guard)
        {
            using (guard)
            {
                if (new FileInfo(Log) is { Exists: true } log && log.Length <= state.Delivered)
                {
                    // The offset first: killed in between, delivered events are delivered again, and none is passed over.
                    Write(state with { Delivered = 0 });
                    File.Delete(Log);
                    return;
                }
            }
        }

        Write(state);
    }

    private void Write(OutboxState state) => DocumentFile.Write(StateFile, state, DocumentJson.Default.OutboxState, Durability.Knowledge);

    private string Marker(Guid run) => Path.Combine(Open, run.ToString("D"));

    private void Append(byte[] line)
    {
        using (GuardFile.TryAcquire(Guard, Patience))
        {
            AppendLine(line);
        }

        Appended?.Invoke();
    }

    private void AppendLine(byte[] line)
    {
        using var log = AppendLog.Open(Log);
        log.Append(line, Durability.Knowledge);
    }
}
