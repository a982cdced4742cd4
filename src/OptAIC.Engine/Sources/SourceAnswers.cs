using Microsoft.Data.Sqlite;
using OptAIC.Engine.Files;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Sources;

/// <summary>
/// What servers say of the versions of sources. Whoever decides what runs asks them, once a minute at most; all others go by what they said last, so
/// that a list neither waits for a server nor says anything else than a plan.
/// </summary>
/// <param name="workspace">The workspace, whose registry keeps the answers.</param>
internal sealed class SourceAnswers(WorkspaceContext workspace)
{
    private const int AtATime = 16;
    private static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The last answer of every URL.</summary>
    public Dictionary<string, SourceAnswer> Last() => workspace.Registry.SourceAnswers().ToDictionary(a => a.Url, StringComparer.Ordinal);

    /// <summary>Asks those servers whose last answer is a minute old; none is waited for longer than a few seconds.</summary>
    /// <returns>The last answer of every URL.</returns>
    public Dictionary<string, SourceAnswer> Ask(IReadOnlyCollection<string> urls)
    {
        var (last, now) = (Last(), workspace.Time.GetUtcNow());
        // One from the future was given before the clock was set back.
        var old = urls.Where(u => last.GetValueOrDefault(u) is not { } answer || (now - answer.AskedAt).Duration() >= GoodFor).ToList();
        foreach (var answer in Ask(old, last, now, Patience, CancellationToken.None))
        {
            last[answer.Url] = answer;
        }

        return last;
    }

    /// <summary>Asks a server, however lately it was asked.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="cancellation">Stops it.</param>
    public SourceAnswer AskNow(string url, CancellationToken cancellation)
    {
        var answer = Ask([url], Last(), workspace.Time.GetUtcNow(), Patience * 5, cancellation)[0];
        cancellation.ThrowIfCancellationRequested();
        return answer;
    }

    private SourceAnswer[] Ask(List<string> urls, Dictionary<string, SourceAnswer> last, DateTimeOffset now, TimeSpan patience, CancellationToken cancellation)
    {
        if (urls.Count == 0)
        {
            return [];
        }

        using var clock = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(patience);
        SourceAnswer[] answers = [.. urls.AsParallel().AsOrdered().WithDegreeOfParallelism(AtATime).Select(u => WebSource.Ask(u, last.GetValueOrDefault(u), now, clock.Token))];
        try
        {
            workspace.Registry.Keep(answers);
        }
        catch (Exception refused) when (refused is SqliteException or StorageException)
        {
            // They are asked again: a store that cannot be written can still be looked at.
        }

        return answers;
    }
}
