using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Activity;

/// <summary>The workspace's activity log: one line per change, appended, never rewritten.</summary>
internal sealed class ActivityLog(string path, string actor, TimeProvider time)
{
    private readonly Lock _lock = new();

    /// <summary>Appends a line and flushes it.</summary>
    /// <param name="action">What happened, for example <c>instance.created</c>.</param>
    /// <param name="resource">To what.</param>
    /// <param name="payload">Particulars.</param>
    public void Append(string action, string resource, params ReadOnlySpan<(string Name, string? Value)> payload)
    {
        var particulars = new Dictionary<string, string>();
        foreach (var (name, value) in payload)
        {
            if (value is not null)
            {
                particulars.Add(name, value);
            }
        }

        var line = JsonSerializer.SerializeToUtf8Bytes(
            new OptEvent { Time = time.GetUtcNow(), Actor = actor, Action = action, Resource = resource, Payload = particulars },
            LineJson.Default.OptEvent);
        lock (_lock)
        {
            using var log = AppendLog.Open(path);
            log.Append(line, Durability.Truth);
        }
    }

    /// <summary>All lines so far, oldest first; a torn last line is left out.</summary>
    public IReadOnlyList<OptEvent> Read()
    {
        var events = new List<OptEvent>();
        if (File.Exists(path))
        {
            AppendLogReader.Read(path, 0, line =>
            {
                if (TryParse(line) is { } activity)
                {
                    events.Add(activity);
                }
            });
        }

        return events;
    }

    private static OptEvent? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LineJson.Default.OptEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
