using OptAIC.Engine.Documents;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Runs;
using OptAIC.Runs;

namespace OptAIC.Engine.Queries;

/// <summary>Runs as every reader sees them: one whose runner is gone has failed, though nobody has written that down yet.</summary>
/// <param name="snapshot">The workspace.</param>
internal sealed class SeenRuns(WorkspaceSnapshot snapshot)
{
    /// <summary>A run of the registry. What has not ended there is looked up in its record.</summary>
    public OptRun FromRow(RunRow row) =>
        !RunStateMachine.IsFinal(row.Status) && Record(row) is { } record
            ? FromRecord(record)
            : RunObjects.FromRow(row, snapshot.Find(row.Key.Instance)?.Name ?? row.Key.Instance.ToString("D"), snapshot.PathsOf(row.Key.Instance));

    /// <summary>Whether a run that the registry heard of has a record, or a starter who is about to write it; not when that died before.</summary>
    public bool HasBegun(RunRow row) =>
        RunStateMachine.IsFinal(row.Status)
        || snapshot.Find(row.Key.Instance) is not { } instance
        || ActiveRun.Look(snapshot.PathsOf(instance.Id), row.Key.Flow, instance.Flows.Count == 1, row.Id, snapshot.Workspace.Time.GetUtcNow()) is not ActiveRun.NeverBegan;

    /// <summary>A run with everything that its record holds, or what the registry has of it where there is no record.</summary>
    public OptRun Whole(RunRow row) => Record(row) is { } record ? FromRecord(record) : FromRow(row);

    /// <summary>The record of a run; <c>null</c> when it is gone.</summary>
    public RunRecord? Record(RunRow row) =>
        snapshot.Find(row.Key.Instance) is null ? null : DocumentFile.TryRead(snapshot.PathsOf(row.Key.Instance).RunRecord(row.Id), DocumentJson.Default.RunRecord);

    private OptRun FromRecord(RunRecord record) => RunObjects.FromRecord(AsSeen(record)) with { Instance = snapshot.Find(record.Instance)?.Name ?? record.InstanceName };

    private RunRecord AsSeen(RunRecord record)
    {
        if (RunStateMachine.IsFinal(record.Status) || snapshot.Find(record.Instance) is not { } instance)
        {
            return record;
        }

        var now = snapshot.Workspace.Time.GetUtcNow();
        return ActiveRun.Look(snapshot.PathsOf(instance.Id), record.Flow, instance.Flows.Count == 1, record.Id, now) switch
        {
            ActiveRun.Lost lost => LostRun.Settle(lost.Record, now),
            ActiveRun.Ended ended => ended.Record,
            _ => record,
        };
    }
}
