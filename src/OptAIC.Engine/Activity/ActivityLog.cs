using System.Runtime.CompilerServices;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Activity;

/// <summary>The workspace's activity log: one line per change, appended, never rewritten.</summary>
internal sealed class ActivityLog(string path, string actor, TimeProvider time)
{
    private const long FirstWindow = 64 * 1024;

    private readonly Lock _lock = new();

    /// <summary>Appends a line and flushes it.</summary>
    /// <param name="action">What happened, for example <c>instance.created</c>.</param>
    /// <param name="resource">To what.</param>
    /// <param name="payload">Particulars.</param>
    public void Append(string action, string resource, params ReadOnlySpan<(string Name, string? Value)> payload) => Append(Durability.Truth, action, resource, payload);

    /// <summary>Appends a line that is on disk with the next one that is flushed: of something that another document, already on disk, says as well.</summary>
    /// <inheritdoc cref="Append(string, string, ReadOnlySpan{ValueTuple{string, string}})"/>
    public void AppendUnflushed(string action, string resource, params ReadOnlySpan<(string Name, string? Value)> payload) => Append(Durability.Knowledge, action, resource, payload);

    /// <summary>All lines so far, oldest first; a torn last line is left out.</summary>
    public IReadOnlyList<OptEvent> Read() => ReadLast(_ => true, int.MaxValue).Events;

    /// <summary>The last lines that match, oldest first, read from the end of the log backwards as far as is needed.</summary>
    /// <returns>The lines, and the offset behind the last complete line of the log.</returns>
    public (IReadOnlyList<OptEvent> Events, long End) ReadLast(Func<OptEvent, bool> matches, int limit)
    {
        var length = new FileInfo(path) is { Exists: true } file ? file.Length : 0;
        for (var window = limit == int.MaxValue ? length : FirstWindow; ; window *= 4)
        {
            var start = Math.Max(0, length - window);
            var events = new List<OptEvent>();
            var end = ReadFrom(start, matches, events, skipFirst: start > 0);
            if (start == 0 || events.Count >= limit)
            {
                return (limit < events.Count ? events[^limit..] : events, end);
            }
        }
    }

    /// <summary>Lines as they are appended, by whatever process, from <paramref name="offset"/> on, without end.</summary>
    public async IAsyncEnumerable<OptEvent> FollowAsync(long offset, Func<OptEvent, bool> matches, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var growth = new FileGrowth(path);
        while (true)
        {
            var length = growth.Length;
            var events = new List<OptEvent>();
            // Shorter than it was: another log has taken its place.
            offset = ReadFrom(length < offset ? 0 : offset, matches, events, skipFirst: false);
            foreach (var activity in events)
            {
                yield return activity;
            }

            await growth.WaitAsync(length, cancellation).ConfigureAwait(false);
        }
    }

    private void Append(Durability durability, string action, string resource, ReadOnlySpan<(string Name, string? Value)> payload)
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
            log.Append(line, durability);
        }
    }

    private long ReadFrom(long offset, Func<OptEvent, bool> matches, List<OptEvent> events, bool skipFirst) =>
        AppendLogReader.Read(path, offset, line =>
        {
            // The window begins anywhere within a line.
            if (skipFirst)
            {
                skipFirst = false;
            }
            else if (TryParse(line) is { } activity && matches(activity))
            {
                events.Add(activity);
            }
        });

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
