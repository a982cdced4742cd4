using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Runs;

/// <summary>The versions that runs have published as folders of files, and which of them go with runs that are removed. Rows of a store stay, and so do models.</summary>
/// <param name="snapshot">The workspace.</param>
/// <param name="rows">All runs by flow, newest first.</param>
internal sealed class PublishedVersions(WorkspaceSnapshot snapshot, ILookup<FlowKey, RunRow> rows)
{
    private readonly Dictionary<Guid, string?> _folders = [];

    /// <summary>The folder of what a run published, on the newest of the runs that published it; <c>null</c> for one that readers are to take, and when there is none.</summary>
    public string? FolderOf(RunRow run)
    {
        if (!_folders.TryGetValue(run.Id, out var folder))
        {
            _folders[run.Id] = folder = Find(run);
        }

        return folder;
    }

    /// <summary>The folders that go with runs: no run that is left published or read what is in them, and nobody is at work who may be reading it.</summary>
    /// <param name="removed">The runs that are removed.</param>
    public IReadOnlyDictionary<Guid, string> Unneeded(IReadOnlySet<Guid> removed)
    {
        var candidates = removed.Count == 0 ? [] : rows.SelectMany(flow => flow)
            .Where(r => removed.Contains(r.Id) && FolderOf(r) is not null && !IsBeingRead(r.Key))
            .Where(r => !rows[r.Key].Any(other => !removed.Contains(other.Id) && IsSameVersion(other, r)))
            .ToList();
        if (candidates.Count == 0)
        {
            return new Dictionary<Guid, string>();
        }

        var read = ReadSince(candidates.Min(First), removed);
        return candidates.Where(r => !read.Contains((r.Key, r.DataVersion!))).ToDictionary(r => r.Id, r => FolderOf(r)!);
    }

    /// <summary>Where a run's files are published.</summary>
    /// <param name="instance">The run's instance.</param>
    /// <param name="flow">Its flow.</param>
    /// <param name="sideOf">The day, of a version beside the current one.</param>
    public static InstancePaths Place(InstancePaths instance, FlowKind flow, DateOnly? sideOf) => sideOf is { } day ? instance.Of(flow).AsOf(day) : instance.Of(flow);

    private string? Find(RunRow run)
    {
        if (run is not { Status: RunStatus.Completed, DataVersion: { } version, ReplayOf: null } || run.Key.Flow == FlowKind.Training || snapshot.Find(run.Key.Instance) is null)
        {
            return null;
        }

        var place = Place(snapshot.PathsOf(run.Key.Instance), run.Key.Flow, run.Side ? run.AsOf : null);
        var folder = place.DataVersion(version);
        return Directory.Exists(folder) && PublishedData.Current(place)?.Version != version && rows[run.Key].First(r => IsSameVersion(r, run)).Id == run.Id ? folder : null;
    }

    private static bool IsSameVersion(RunRow a, RunRow b) => a is { Status: RunStatus.Completed, ReplayOf: null } && a.DataVersion == b.DataVersion && a.Side == b.Side && (!a.Side || a.AsOf == b.AsOf);

    private DateTimeOffset First(RunRow run) => rows[run.Key].Last(r => IsSameVersion(r, run)).CreatedAt;

    // What a run reads stands in its record only when it has ended.
    private bool IsBeingRead(FlowKey flow)
    {
        foreach (var edge in snapshot.Graph.DownstreamOf(snapshot.Graph.NumberOf(flow)))
        {
            if (snapshot.Flow(edge.Downstream).ActiveRun is not null)
            {
                return true;
            }
        }

        return false;
    }

    private HashSet<(FlowKey Flow, string Version)> ReadSince(DateTimeOffset from, IReadOnlySet<Guid> removed)
    {
        var read = new HashSet<(FlowKey, string)>();
        foreach (var run in rows.SelectMany(flow => flow.Where(r => r.CreatedAt >= from && !removed.Contains(r.Id))))
        {
            if (snapshot.Find(run.Key.Instance) is not null && DocumentFile.TryRead(snapshot.PathsOf(run.Key.Instance).RunRecord(run.Id), DocumentJson.Default.RunRecord) is { } record)
            {
                read.UnionWith(record.InputVersions.Select(i => (new FlowKey(i.Instance, i.Flow), i.Version)));
            }
        }

        return read;
    }
}
