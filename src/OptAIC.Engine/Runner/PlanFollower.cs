using System.Runtime.CompilerServices;
using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Runner;

/// <summary>Reads the log of a plan, also while its runner writes it.</summary>
internal static class PlanFollower
{
    // At a beat it is looked whether the runner is still there; what it writes is seen at once.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Who works, or worked, on the plan; <c>null</c> where that cannot be read.</summary>
    public static RunnerIdentity? RunnerOf(string path) => Head(path, 1) is [{ Runner: { } runner }] ? runner : null;

    /// <summary>The first messages.</summary>
    public static IReadOnlyList<RunnerMessage> Head(string path, int count)
    {
        var messages = new List<RunnerMessage>();
        AppendLogReader.Read(path, 0, line => Add(line, messages), count);
        return messages;
    }

    /// <summary>All messages so far.</summary>
    public static IReadOnlyList<RunnerMessage> All(string path) => Head(path, int.MaxValue);

    /// <summary>Messages as they come, until the plan is done; now and then none, so that the follower can look at other things.</summary>
    /// <exception cref="RunnerFailedException">The runner is gone and left no result.</exception>
    public static async IAsyncEnumerable<IReadOnlyList<RunnerMessage>> FollowAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var growth = new FileGrowth(path);
        RunnerIdentity? runner = null;
        for (var offset = 0L; ;)
        {
            // Asked before the reading: one that ends in between has written everything by then.
            var isOver = runner is not null && !PlanLog.MayGrow(runner);
            var length = growth.Length;
            var messages = new List<RunnerMessage>();
            offset = AppendLogReader.Read(path, offset, line => Add(line, messages));
            runner ??= messages.Find(m => m.Runner is not null)?.Runner;
            yield return messages;
            if (messages.Exists(m => m.Result is not null || m.Error is not null))
            {
                yield break;
            }

            if (isOver)
            {
                throw new RunnerFailedException($"the runner (process {runner!.Pid} on {runner.Host}) ended without a result", "what it was running is seen as lost; start it again");
            }

            await growth.WaitAsync(length, Beat, cancellation).ConfigureAwait(false);
        }
    }

    private static void Add(ReadOnlySpan<byte> line, List<RunnerMessage> messages)
    {
        try
        {
            if (JsonSerializer.Deserialize(line, RunnerJson.Default.RunnerMessage) is { } message)
            {
                messages.Add(message);
            }
        }
        catch (JsonException)
        {
            // Torn by a full disk.
        }
    }
}
