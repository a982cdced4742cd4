using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>Decides which runs a request removes; nothing is changed.</summary>
internal sealed class RunRetention
{
    private const string AsOfReads = "reads as of an earlier day go by the runs that published, in their order, and one before it is kept";

    private readonly WorkspaceSnapshot _snapshot;
    private readonly ILookup<FlowKey, RunRow> _rows;
    private readonly ILookup<Guid, RunRow> _replays;
    private readonly NeededRuns _needed;
    private readonly PublishedVersions _versions;
    private readonly Dictionary<Guid, string> _kept = [];

    public RunRetention(WorkspaceSnapshot snapshot)
    {
        _snapshot = snapshot;
        var rows = snapshot.Workspace.Registry.Runs(new RunQuery());
        _rows = rows.ToLookup(r => r.Key);
        _replays = rows.Where(r => r.ReplayOf is not null).ToLookup(r => r.ReplayOf!.Value);
        _needed = new NeededRuns(snapshot, _rows);
        _versions = new PublishedVersions(snapshot, _rows);
    }

    /// <summary>What becomes of each run that is meant, oldest first; a repetition goes before the run whose folder it lies in.</summary>
    /// <exception cref="RemovalNotStatedException">All runs would be meant.</exception>
    /// <exception cref="RetentionNotSetException">The workspace's retention is asked for, and there is none.</exception>
    /// <exception cref="RunNeededException">A run that is named is needed.</exception>
    public IReadOnlyList<(RunRow Row, OptRunRemoval Removal)> Decide(RunRemovalRequest request)
    {
        request = request.Retention ? Retained(request) : request;
        var meant = Meant(request);
        var removed = meant.Where(r => Keep(r) is null).Select(r => r.Id).ToHashSet();
        KeepOrder(meant, removed);
        if (request.MaxSize is { } most)
        {
            KeepWhatFits(meant, removed, most);
        }

        if (request.Runs.Count > 0 && meant.FirstOrDefault(r => !removed.Contains(r.Id)) is { } needed)
        {
            throw new RunNeededException(needed.Id, _kept[needed.Id]);
        }

        var repeated = meant.Where(r => removed.Contains(r.Id)).SelectMany(r => _replays[r.Id]).Where(r => removed.Add(r.Id)).ToList();
        var versions = _versions.Unneeded(removed);
        return [.. repeated.Concat(meant).Select(r => (r, removed.Contains(r.Id) ? Removed(r, versions.GetValueOrDefault(r.Id)) : Kept(r)))];
    }

    private RunRemovalRequest Retained(RunRemovalRequest request)
    {
        var rule = _snapshot.Workspace.Document.Settings.Retention ?? throw new RetentionNotSetException();
        return request with { Keep = request.Keep ?? rule.Runs, OlderThan = request.OlderThan ?? rule.Age, MaxSize = request.MaxSize ?? rule.Size };
    }

    private List<RunRow> Meant(RunRemovalRequest request)
    {
        if (!request.IsStated)
        {
            throw new RemovalNotStatedException();
        }

        if (request.Runs.Count > 0)
        {
            return [.. request.Runs.Select(r => RunLookup.Find(_snapshot, r)).DistinctBy(r => r.Id).OrderBy(r => r.ReplayOf is null).ThenBy(r => r.CreatedAt)];
        }

        var newest = request.Keep is { } keep ? _rows.SelectMany(flow => flow.Take(keep)).Select(r => r.Id).ToHashSet() : [];
        var before = request.OlderThan is { } age ? _snapshot.Workspace.Time.GetUtcNow() - age : DateTimeOffset.MaxValue;
        return
        [
            .. new RunSelection(_snapshot).Select(request.Filter with { Limit = int.MaxValue })
                .Select(r => r.Row)
                .Where(r => !newest.Contains(r.Id) && (r.EndedAt ?? r.CreatedAt) < before)
                .OrderBy(r => r.ReplayOf is null).ThenBy(r => r.CreatedAt).ThenBy(r => r.Id),
        ];
    }

    private string? Keep(RunRow row)
    {
        var reason = _needed.Reason(row.Id)
            ?? (_replays[row.Id].Any(r => !RunStateMachine.IsFinal(r.Status)) ? "it is being repeated" : null);
        if (reason is not null)
        {
            _kept[row.Id] = reason;
        }

        return reason;
    }

    // Of files, what was published by the end of a day is found by the records; a gap among them would bring up an older version.
    private void KeepOrder(List<RunRow> meant, HashSet<Guid> removed)
    {
        foreach (var flow in meant.Select(r => r.Key).Distinct().Where(f => f.Flow != FlowKind.Training))
        {
            var paths = _snapshot.PathsOf(flow.Instance).Of(flow.Flow);
            var (gap, version) = (false, (string?)null);
            foreach (var run in _rows[flow].Reverse().Where(r => r is { Status: RunStatus.Completed, Counts: true, DataVersion: not null } && r.DataVersion != version))
            {
                version = run.DataVersion;
                if (!Directory.Exists(paths.DataVersion(version!)))
                {
                    continue;
                }

                if (gap && removed.Remove(run.Id))
                {
                    _kept[run.Id] = AsOfReads;
                }

                gap |= !removed.Contains(run.Id);
            }
        }
    }

    private void KeepWhatFits(List<RunRow> meant, HashSet<Guid> removed, long most)
    {
        var left = meant.Sum(Size);
        foreach (var run in meant.Where(r => removed.Contains(r.Id)))
        {
            if (left <= most)
            {
                removed.Remove(run.Id);
                _kept[run.Id] = "what is left takes no more than allowed";
            }
            else
            {
                left -= Size(run);
            }
        }
    }

    private OptRunRemoval Kept(RunRow row) => Object(row) with { KeptBecause = _kept[row.Id] };

    private OptRunRemoval Removed(RunRow row, string? version) => Object(row) with { DataVersion = version is null ? null : row.DataVersion, Size = OwnSize(row) + FolderSize.Of(version) };

    private OptRunRemoval Object(RunRow row) => new()
    {
        Id = row.Id,
        Instance = _snapshot.Find(row.Key.Instance)!.Name,
        Flow = row.Key.Flow,
        Status = row.Status,
        EndedAt = row.EndedAt,
    };

    private long Size(RunRow row) => OwnSize(row) + FolderSize.Of(_versions.FolderOf(row));

    private long OwnSize(RunRow row)
    {
        var paths = _snapshot.PathsOf(row.Key.Instance);
        return new[] { paths.RunRecord(row.Id), paths.RunMetrics(row.Id) }.Select(f => new FileInfo(f)).Where(f => f.Exists).Sum(f => f.Length)
            + FolderSize.Of(paths.RunLogs(row.Id)) + FolderSize.Of(paths.RunArtifacts(row.Id));
    }
}
