using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Queries;

/// <summary>
/// Follows what a run published forward, through the records of the later runs that read it. A record is read once, and only where something of the
/// kind can stand: of flows that depend on the publisher now, and of instances that were changed and may have depended on it before.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="snapshot">Its instances.</param>
/// <param name="origin">The run that is followed.</param>
internal sealed class RunConsequences(WorkspaceContext workspace, WorkspaceSnapshot snapshot, RunRecord origin)
{
    private readonly Dictionary<FlowKey, IReadOnlyList<RunRecord>> _later = [];
    private readonly List<FlowKey> _changed = [.. snapshot.Instances.Where(i => i.Generation > 1).SelectMany(i => i.Flows).Select(f => f.Key)];

    /// <summary>The runs whose results were made from it, nearest first, each once.</summary>
    /// <param name="depth">How many edges to go at most; <c>null</c> is all.</param>
    public IEnumerable<(RunRecord Record, int Distance)> Find(int? depth)
    {
        var seen = new HashSet<Guid> { origin.Id };
        var waiting = new Queue<(RunRecord Run, int Distance)>([(origin, 0)]);
        while (waiting.TryDequeue(out var next) && (depth is null || next.Distance < depth))
        {
            foreach (var reader in Readers(next.Run).Where(r => seen.Add(r.Id)))
            {
                yield return (reader, next.Distance + 1);
                waiting.Enqueue((reader, next.Distance + 1));
            }
        }
    }

    private IEnumerable<RunRecord> Readers(RunRecord publisher) => publisher.Output is null
        ? []
        : Candidates(publisher.Key).SelectMany(Later).Where(r => r.InputVersions.Any(i => IsFrom(i, publisher, r))).OrderBy(r => r.CreatedAt);

    // A run that finds nothing new confirms the version of an earlier one, and inputs go on naming that: who reads it afterwards reads both.
    private static bool IsFrom(InputVersion input, RunRecord publisher, RunRecord reader) =>
        input.Instance == publisher.Instance
        && input.Flow == publisher.Flow
        && (input.Run == publisher.Id || (input.Version == publisher.Output!.Version && reader.CreatedAt >= publisher.EndedAt));

    private IEnumerable<FlowKey> Candidates(FlowKey publisher) =>
        snapshot.Find(publisher.Instance) is not null ? snapshot.Graph.Downstream(publisher, depth: 1).Concat(_changed).Distinct() : _changed;

    private IReadOnlyList<RunRecord> Later(FlowKey flow)
    {
        if (!_later.TryGetValue(flow, out var records))
        {
            var paths = snapshot.PathsOf(flow.Instance);
            records =
            [
                .. workspace.Registry.Runs(new RunQuery { Instance = flow.Instance, Flow = flow.Flow, Status = RunStatus.Completed })
                    .TakeWhile(r => r.CreatedAt >= origin.CreatedAt)
                    .Select(r => DocumentFile.TryRead(paths.RunRecord(r.Id), DocumentJson.Default.RunRecord))
                    .OfType<RunRecord>()
                    .Where(r => r.Trigger.Kind != TriggerKind.Replay),
            ];
            _later.Add(flow, records);
        }

        return records;
    }
}
