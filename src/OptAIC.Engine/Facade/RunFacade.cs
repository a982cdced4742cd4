using System.Runtime.CompilerServices;
using System.Text;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Runner;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;
using OptAIC.Runs.Conditions;

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
    /// <exception cref="RunConditionException">The condition cannot be read.</exception>
    public IReadOnlyList<OptRun> List(RunFilter? filter = null) =>
        [.. new RunSelection(new WorkspaceSnapshot(_workspace)).Select(filter ?? new RunFilter()).Select(r => r.Run)];

    /// <summary>The same runs with everything that their records hold.</summary>
    /// <inheritdoc cref="List"/>
    public IReadOnlyList<OptRun> ListWhole(RunFilter? filter = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var seen = new SeenRuns(snapshot);
        return [.. new RunSelection(snapshot).Select(filter ?? new RunFilter()).Select(r => seen.Whole(r.Row))];
    }

    /// <summary>What two runs do not have in common: config, inputs, metrics, outputs, artifacts, environment.</summary>
    /// <param name="before">The first run, as in <see cref="Get"/>.</param>
    /// <param name="after">The second run, likewise; it may be of another flow.</param>
    /// <param name="all">Whether to name what is the same, too.</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public IReadOnlyList<OptRunDifference> Compare(string before, string after, bool all = false)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return RunDifferences.Between(snapshot, Recorded(before), Recorded(after), all);

        Documents.RunRecord Recorded(string reference) =>
            new SeenRuns(snapshot).Record(RunLookup.Find(snapshot, reference)) ?? throw new RunNotFoundException(reference, "its record is gone");
    }

    /// <summary>Stops a run, and no other, and waits until it has ended. One that has ended already is left as it is.</summary>
    /// <param name="reference">The run, as in <see cref="Get"/>.</param>
    /// <param name="patience">How long the runner is given before it is ended by force; 15 s when left out.</param>
    /// <param name="cancellation">Ends the waiting, not the stop.</param>
    /// <returns>The run as it ended.</returns>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public async Task<OptRun> StopAsync(string reference, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = RunLookup.Find(snapshot, reference);
        if (snapshot.Find(row.Key.Instance) is not { } instance)
        {
            return Get(row.Id.ToString("D"));
        }

        if (_workspace.Registry.Flow(row.Key)?.ActiveRun != row.Id)
        {
            // What is claimed for a schedule runs nowhere yet.
            ClaimedRun.Stop(_workspace, instance, row.Id);
        }
        else
        {
            await FlowStop.StopRunAsync(_workspace, snapshot, row.Key, row.Id, patience, cancellation).ConfigureAwait(false);
        }

        return Get(row.Id.ToString("D"));
    }

    /// <summary>Which runs a request removes, and which it keeps, and why; nothing is changed.</summary>
    /// <exception cref="RemovalNotStatedException">All runs would be meant.</exception>
    /// <exception cref="RetentionNotSetException">The workspace's retention is asked for, and there is none.</exception>
    /// <exception cref="RunNeededException">A run that is named is needed.</exception>
    public IReadOnlyList<OptRunRemoval> PlanRemoval(RunRemovalRequest request) => [.. new RunRetention(new WorkspaceSnapshot(_workspace)).Decide(request).Select(r => r.Removal)];

    /// <summary>Removes runs that nothing needs, with logs, metrics and artifacts. Statuses, and what results go back to, stay as they are.</summary>
    /// <param name="request">Which.</param>
    /// <param name="purge">Whether to delete them instead of moving them to the trash.</param>
    /// <inheritdoc cref="PlanRemoval"/>
    public IReadOnlyList<OptRunRemoval> Remove(RunRemovalRequest request, bool purge = false)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var decided = new RunRetention(snapshot).Decide(request);
        var withVersion = decided.Where(r => r.Removal.DataVersion is not null).Select(r => r.Row.Id).ToHashSet();
        var stayed = new HashSet<Guid>();
        foreach (var runs in decided.Where(r => r.Removal.IsRemoved).Select(r => r.Row).GroupBy(r => r.Key.Instance))
        {
            stayed.UnionWith(RunRemoval.Remove(_workspace, snapshot.Find(runs.Key)!, [.. runs], withVersion, purge));
        }

        return [.. decided.Select(r => stayed.Contains(r.Row.Id) ? r.Removal with { DataVersion = null } : r.Removal)];
    }

    /// <summary>Writes runs to a file, which appears whole or not at all: their records, or all there is of them in one archive.</summary>
    /// <param name="runs">The runs, as <see cref="ListWhole"/> and <see cref="Get"/> have them.</param>
    /// <param name="path">The file. Its folder has to be there.</param>
    /// <param name="format">Its form; <c>null</c> is what its name says.</param>
    /// <param name="overwrite">Whether one that is there is replaced.</param>
    /// <param name="cancellation">Stops the writing of an archive; nothing is left then.</param>
    /// <exception cref="RunExportException">Nothing says the form, the file is there, or a run cannot be archived: it has not ended, or an artifact has changed.</exception>
    /// <exception cref="StorageException">The file system refused.</exception>
    public RunFile Export(IReadOnlyList<OptRun> runs, string path, RunExportFormat? format = null, bool overwrite = false, CancellationToken cancellation = default) =>
        RunExport.Write(new WorkspaceSnapshot(_workspace), runs, path, format, overwrite, cancellation);

    /// <summary>One run with everything that its record holds.</summary>
    /// <param name="reference">Id, the unique beginning of one (4 characters or more), <c>latest</c>, or the name of an instance (its newest run).</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public OptRun Get(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new SeenRuns(snapshot).Whole(RunLookup.Find(snapshot, reference));
    }

    /// <summary>What a run's result was made from: the run itself, then the runs whose data it read, and so on back to the files; each once.</summary>
    /// <param name="reference">The run, as in <see cref="Get"/>; or the beginning of a version of data, 8 characters or more: the run that published it.</param>
    /// <param name="depth">How many steps to go back; <c>null</c> is all.</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public IReadOnlyList<OptRunLineage> Lineage(string reference, int? depth = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new RunLineage(_workspace, snapshot).Upstream(RunLookup.Publisher(snapshot, reference), depth);
    }

    /// <summary>Which later results were made from a run's: the run itself, then those that read what it published, and so on; each once.</summary>
    /// <param name="reference">The run, as in <see cref="Get"/>; or the beginning of a version of data, 8 characters or more: the run that published it.</param>
    /// <param name="depth">How many steps to go on; <c>null</c> is all.</param>
    /// <exception cref="RunNotFoundException">There is no such run, or more than one.</exception>
    public IReadOnlyList<OptRunLineage> Consequences(string reference, int? depth = null)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        return new RunLineage(_workspace, snapshot).Downstream(RunLookup.Publisher(snapshot, reference), depth);
    }

    /// <summary>The record of a run, as it stands on disk: JSON.</summary>
    public string Record(string reference)
    {
        var snapshot = new WorkspaceSnapshot(_workspace);
        var row = RunLookup.Find(snapshot, reference);
        var paths = snapshot.PathsOf(row.Key.Instance);
        _ = BeginningRun.IsWritten(paths, row.Id);
        return Encoding.UTF8.GetString(DurableFile.ReadShared(paths.RunRecord(row.Id)));
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
        var run = RunLookup.Find(new WorkspaceSnapshot(_workspace), reference).Id;
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
        var row = RunLookup.Find(snapshot, reference);
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
        var row = RunLookup.Find(snapshot, id.ToString("D"));
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
}
