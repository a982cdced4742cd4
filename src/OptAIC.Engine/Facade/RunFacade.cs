using System.Runtime.CompilerServices;
using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Facade;

/// <summary>Runs of a workspace: immutable records, once they have ended.</summary>
public sealed class RunFacade
{
    // The file of a next attempt is found at a beat.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    private readonly WorkspaceContext _workspace;

    internal RunFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Runs, newest first, without metrics and artifacts (ask for one run to see them).</summary>
    /// <exception cref="InstanceNotFoundException">An instance without wildcards in its name does not exist.</exception>
    public IReadOnlyList<OptRun> List(RunFilter? filter = null)
    {
        filter ??= new RunFilter();
        var snapshot = new WorkspaceSnapshot(_workspace);
        var chosen = Chosen(snapshot, filter);
        var only = filter.Instance is { } name && chosen is null ? InstanceLookup.Find(snapshot, name).Id : (Guid?)null;
        // A lost run still stands as running in the index, so status is judged after it has been looked at.
        var unlimited = chosen is not null || filter.Status is not null;
        return
        [
            .. _workspace.Registry.Runs(new RunQuery { Instance = only, Flow = filter.Flow, Limit = unlimited ? int.MaxValue : filter.Limit })
                .Where(r => chosen is null || chosen.Contains(r.Key))
                .Select(r => FromRow(snapshot, r))
                .Where(r => filter.Status is null || r.Status == filter.Status)
                .Take(filter.Limit),
        ];
    }

    // More than one name asks for; null where a single instance or all are meant.
    private IReadOnlySet<FlowKey>? Chosen(WorkspaceSnapshot snapshot, RunFilter filter)
    {
        return (filter.Instance is null || !InstanceQuery.MeansSeveral(filter.Instance)) && filter.Exclude.Count == 0
            ? null
            : InstanceQuery.Flows(
                snapshot,
                snapshot.States(new EvaluationTime(_workspace.Time.GetUtcNow())),
                new InstanceFilter { Names = filter.Instance is { } name ? [name] : [], Exclude = filter.Exclude });
    }

    /// <summary>One run with everything that its record holds.</summary>
    /// <param name="reference">Id, the unique beginning of one (4 characters or more), <c>latest</c>, or the name of an instance (its newest run).</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public OptRun Get(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = Find(snapshot, reference);
        var paths = snapshot.PathsOf(row.Key.Instance);
        return DocumentFile.TryRead(paths.RunRecord(row.Id), DocumentJson.Default.RunRecord) is { } record
            ? RunObjects.FromRecord(AsSeen(snapshot, record))
            : FromRow(snapshot, row);
    }

    /// <summary>What a run's result was made from: the run itself, then the runs whose data it read, and so on back to the files; each once.</summary>
    /// <param name="reference">The run, as in <see cref="Get"/>; or the beginning of a version of data, 8 characters or more: the run that published it.</param>
    /// <param name="depth">How many steps to go back; <c>null</c> is all.</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public IReadOnlyList<OptRunLineage> Lineage(string reference, int? depth = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new RunLineage(_workspace, snapshot).Upstream(Publisher(snapshot, reference), depth);
    }

    /// <summary>Which later results were made from a run's: the run itself, then those that read what it published, and so on; each once.</summary>
    /// <param name="reference">The run, as in <see cref="Get"/>; or the beginning of a version of data, 8 characters or more: the run that published it.</param>
    /// <param name="depth">How many steps to go on; <c>null</c> is all.</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public IReadOnlyList<OptRunLineage> Consequences(string reference, int? depth = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new RunLineage(_workspace, snapshot).Downstream(Publisher(snapshot, reference), depth);
    }

    /// <summary>The record of a run, as it stands on disk: JSON.</summary>
    public string Record(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = Find(snapshot, reference);
        return Encoding.UTF8.GetString(DurableFile.ReadShared(snapshot.PathsOf(row.Key.Instance).RunRecord(row.Id)));
    }

    /// <summary>
    /// Repeats a run in a runner process and waits for its end: same input versions, definition and config, in a folder of that run.
    /// Nothing is published or counted; <see cref="OptRun.IsReproduced"/> says whether the output is the same.
    /// </summary>
    /// <param name="reference">The run, as for <see cref="Get"/>.</param>
    /// <param name="progress">Told the news.</param>
    /// <param name="cancellation">Cancels the repetition.</param>
    /// <returns>The repetition, as it ended.</returns>
    /// <exception cref="ReplayRefusedException">The run cannot be repeated exactly.</exception>
    public async Task<OptRun> ReplayAsync(string reference, IProgress<PlanProgress>? progress = null, CancellationToken cancellation = default)
    {
        var run = Find(new WorkspaceSnapshot(_workspace), reference).Id;
        var result = await RunnerClient.RunAsync(_workspace, new FlowRunRequest { Replay = run, Trigger = TriggerKind.Replay }, progress, cancellation).ConfigureAwait(false);
        return result.Steps is [{ Run: { } id }] ? Get(id.ToString("D")) : throw new OperationCanceledException(cancellation);
    }

    /// <summary>Path of a log of a run; there is no file while nothing was written to it.</summary>
    public static string LogFile(OptRun run, RunLogStream stream) =>
        Path.Combine(run.LogPath, LogName(stream));

    /// <summary>Waits for the end of a run, whatever process executes it.</summary>
    /// <param name="reference">The run, as for <see cref="Get"/>.</param>
    /// <param name="longest">How long to wait; <c>null</c> is as long as it takes.</param>
    /// <param name="progress">Told the news of the plan that the run belongs to, while it is waited for.</param>
    /// <param name="cancellation">Ends the waiting, and nothing else.</param>
    /// <returns>The run as it ended; as it is then, when the time was over before.</returns>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public async Task<OptRun> WaitAsync(string reference, TimeSpan? longest = null, IProgress<PlanProgress>? progress = null, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = Find(snapshot, reference);
        if (snapshot.Find(row.Key.Instance) is { } instance)
        {
            await using var news = progress is null ? null : PlanNews.Begin(_workspace, instance, row.Id, progress, cancellation);
            await RunEnd.WaitAsync(_workspace, instance, row.Key.Flow, row.Id, longest, cancellation).ConfigureAwait(false);
        }

        return Get(row.Id.ToString("D"));
    }

    /// <summary>Lines of a run's log as they come, until the run has ended.</summary>
    public async IAsyncEnumerable<string> FollowLogAsync(Guid id, RunLogStream stream, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = Find(snapshot, id.ToString("D"));
        var instance = snapshot.InstanceOf(row.Key);
        var log = new RunLogTail(_workspace.PathsOf(instance.Directory), id, LogName(stream));
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var end = RunEnd.WaitAsync(_workspace, instance, row.Key.Flow, id, longest: null, enough.Token);
        try
        {
            for (var isOver = false; !isOver;)
            {
                isOver = end.IsCompleted;
                using var growth = Directory.Exists(Path.GetDirectoryName(log.File)) ? new FileGrowth(log.File) : null;
                var known = growth?.Length ?? 0;
                foreach (var line in log.Read())
                {
                    yield return line;
                }

                if (!isOver)
                {
                    await Task.WhenAny(end, growth?.WaitAsync(known, Beat, enough.Token) ?? Task.Delay(Beat, enough.Token)).ConfigureAwait(false);
                    cancellation.ThrowIfCancellationRequested();
                }
            }

            await end.ConfigureAwait(false);
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
        }
    }

    private static string LogName(RunLogStream stream) => stream == RunLogStream.Stdout ? RunLogNames.Stdout : RunLogNames.Stderr;

    // What is not the name of a run may be that of its result.
    private RunRow Publisher(WorkspaceSnapshot snapshot, string reference)
    {
        const int shortestVersion = 8;
        try
        {
            return Find(snapshot, reference);
        }
        catch (RunNotFoundException) when (reference.Length >= shortestVersion && reference.All(char.IsAsciiHexDigit))
        {
            var published = _workspace.Registry.Runs(new RunQuery { Status = RunStatus.Completed })
                .Where(r => r.DataVersion?.StartsWith(reference, StringComparison.OrdinalIgnoreCase) == true).GroupBy(r => (r.Key, r.DataVersion)).ToList();
            return published switch
            {
                // The newest comes first; the one that made the version is the oldest.
                [var only] => only.Last(),
                [] => throw new RunNotFoundException(reference, "no run and no published version begins like this; 'optaic runs list' shows the newest runs"),
                _ => throw new RunNotFoundException(reference, "several versions begin like this; give more of it, or the id of the run"),
            };
        }
    }

    private RunRow Find(WorkspaceSnapshot snapshot, string reference)
    {
        const int shortestPrefix = 4;
        if (string.Equals(reference, "latest", StringComparison.OrdinalIgnoreCase))
        {
            return _workspace.Registry.Runs(new RunQuery { Limit = 1 }) is [var latest] ? latest : throw new RunNotFoundException(reference, "no flow has been run yet");
        }

        var isPrefix = reference.Length >= shortestPrefix && reference.All(c => char.IsAsciiHexDigit(c) || c == '-');
        var found = isPrefix ? _workspace.Registry.Runs(new RunQuery { IdPrefix = reference.ToLowerInvariant(), Limit = 2 }) : [];
        if (found.Count == 0 && InstanceLookup.TryFind(snapshot, reference) is { } instance)
        {
            return _workspace.Registry.Runs(new RunQuery { Instance = instance.Id, Limit = 1 }) is [var newest] ? newest : throw new RunNotFoundException(reference, $"{instance.Name} has not been run yet");
        }

        return found switch
        {
            [var only] => only,
            [] => throw new RunNotFoundException(reference, "'optaic runs list' shows the newest"),
            _ => throw new RunNotFoundException(reference, "several runs begin like this; give more of the id"),
        };
    }

    private OptRun FromRow(WorkspaceSnapshot snapshot, RunRow row)
    {
        if (!RunStateMachine.IsFinal(row.Status)
            && snapshot.Find(row.Key.Instance) is not null
            && DocumentFile.TryRead(snapshot.PathsOf(row.Key.Instance).RunRecord(row.Id), DocumentJson.Default.RunRecord) is { } record)
        {
            return RunObjects.FromRecord(AsSeen(snapshot, record));
        }

        return RunObjects.FromRow(row, snapshot.Find(row.Key.Instance)?.Name ?? row.Key.Instance.ToString("D"), snapshot.PathsOf(row.Key.Instance));
    }

    // A run whose runner is gone is seen as failed by every reader, though nobody has written that down yet.
    private RunRecord AsSeen(WorkspaceSnapshot snapshot, RunRecord record)
    {
        if (RunStateMachine.IsFinal(record.Status) || snapshot.Find(record.Instance) is not { } instance)
        {
            return record;
        }

        var paths = snapshot.PathsOf(instance.Id);
        return ActiveRun.Look(paths, record.Flow, instance.Flows.Count == 1, record.Id, _workspace.Time.GetUtcNow()) switch
        {
            ActiveRun.Lost lost => LostRun.Settle(lost.Record, _workspace.Time.GetUtcNow()),
            ActiveRun.Ended ended => ended.Record,
            _ => record,
        };
    }
}
