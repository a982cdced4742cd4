using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Queries;

/// <summary>
/// Follows a result back through the records of the runs whose data it was made from, to the files that were read; and forward, to the
/// results that were made from it. Records say what was read, not what would be read now; where one is gone, that is said and the trail ends.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="snapshot">Its instances.</param>
internal sealed class RunLineage(WorkspaceContext workspace, WorkspaceSnapshot snapshot)
{
    private readonly Dictionary<FlowKey, Dictionary<string, Guid>> _publishers = [];

    /// <summary>The run itself and all that it goes back to, nearest first, each once.</summary>
    /// <param name="run">The run.</param>
    /// <param name="depth">How many edges to go at most; <c>null</c> is all.</param>
    public IReadOnlyList<OptRunLineage> Upstream(RunRow run, int? depth)
    {
        var found = new List<OptRunLineage>();
        var seen = new HashSet<(FlowKey, Guid?, string?)> { (run.Key, run.Id, null) };
        var waiting = new Queue<(Source Source, int Distance)>([(new Source(run.Key, run.Id, run.DataVersion, run.LastDataDate, null), 0)]);
        while (waiting.TryDequeue(out var next))
        {
            var (source, distance) = next;
            var record = source.Run is { } id ? Record(source.Key.Instance, id) : null;
            var inputs = (record?.InputVersions ?? []).Select(Resolved).ToList();
            found.Add(Object(source, record, inputs, distance));
            foreach (var input in inputs.Where(_ => depth is null || distance < depth))
            {
                var further = new Source(new(input.Instance, input.Flow), input.Run, input.Version, input.LastDataDate, input.InstanceName);
                if (seen.Add((further.Key, further.Run, further.Run is null ? further.Version : null)))
                {
                    waiting.Enqueue((further, distance + 1));
                }
            }
        }

        return found;
    }

    /// <summary>The run itself and the later ones whose results were made from what it published, nearest first, each once.</summary>
    /// <param name="run">The run.</param>
    /// <param name="depth">How many edges to go at most; <c>null</c> is all.</param>
    public IReadOnlyList<OptRunLineage> Downstream(RunRow run, int? depth)
    {
        if (Record(run.Key.Instance, run.Id) is not { } origin)
        {
            return [Object(new(run.Key, run.Id, run.DataVersion, run.LastDataDate, null), null, [], 0)];
        }

        return [.. new RunConsequences(workspace, snapshot, origin).Find(depth).Prepend((origin, 0)).Select(found => Seen(found.Item1, found.Item2))];
    }

    private OptRunLineage Seen(RunRecord record, int distance) =>
        Object(new(record.Key, record.Id, record.Output?.Version, record.Output?.LastDataDate, record.InstanceName), record, [.. record.InputVersions.Select(Resolved)], distance);

    private RunRecord? Record(Guid instance, Guid run) =>
        snapshot.Find(instance) is null ? null : DocumentFile.TryRead(snapshot.PathsOf(instance).RunRecord(run), DocumentJson.Default.RunRecord);

    // An input that does not name its run is traced by its version.
    private InputVersion Resolved(InputVersion input) =>
        input.Run is null && Publishers(new(input.Instance, input.Flow)).TryGetValue(input.Version, out var run) ? input with { Run = run } : input;

    private Dictionary<string, Guid> Publishers(FlowKey flow)
    {
        if (!_publishers.TryGetValue(flow, out var publishers))
        {
            publishers = [];
            foreach (var row in workspace.Registry.Runs(new RunQuery { Instance = flow.Instance, Flow = flow.Flow, Status = RunStatus.Completed }))
            {
                if (row.DataVersion is { } version)
                {
                    // Newest first: the run that stays is the first that published the version.
                    publishers[version] = row.Id;
                }
            }

            _publishers.Add(flow, publishers);
        }

        return publishers;
    }

    private OptRunLineage Object(Source source, RunRecord? record, IReadOnlyList<InputVersion> inputs, int distance) => new()
    {
        Depth = distance,
        Run = source.Run,
        Instance = record?.InstanceName ?? source.Name ?? snapshot.Find(source.Key.Instance)?.Name ?? source.Key.Instance.ToString("D"),
        InstanceId = source.Key.Instance,
        Flow = source.Key.Flow,
        Status = record?.Status,
        EndedAt = record?.EndedAt,
        DataVersion = record?.Output?.Version ?? source.Version,
        LastDataDate = record?.Output?.LastDataDate ?? source.LastDataDate,
        Definition = record?.Definition,
        DefinitionHash = record?.DefinitionHash,
        ConfigHash = record?.ConfigHash,
        Inputs = [.. inputs.Select(i => new OptRunLineageInput(i.InstanceName, i.Instance, i.Flow, i.Role, i.Run, i.Version, i.LastDataDate))],
        Sources = [.. (record?.Source?.Files ?? []).Select(f => new OptSourceFile(f.Path, f.Size, new DateTimeOffset(f.ModifiedTicks, TimeSpan.Zero), f.Sha256))],
        Missing = record is not null ? null : Missing(source),
    };

    private string Missing(Source source) =>
        source.Run is null ? "no run is recorded that published this version"
        : snapshot.Find(source.Key.Instance) is null ? "the instance was removed, and its records with it"
        : "the record of this run was removed";

    private sealed record Source(FlowKey Key, Guid? Run, string? Version, DateOnly? LastDataDate, string? Name);
}
