using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <content>Schedules, and the runs that are claimed for them.</content>
internal sealed partial class RegistryIndex
{
    /// <summary>From now on it can only be read.</summary>
    /// <param name="refusal">What whoever changes something is told.</param>
    public void RefuseWrites(StorageException refusal) => _database.RefuseWrites(refusal);

    /// <summary>All schedules.</summary>
    public IReadOnlyList<ScheduleRow> Schedules() => ScheduleTable.All(_database);

    /// <summary>How it last went with those scheduled flows of which there may be something to say.</summary>
    public IReadOnlyList<ScheduleOutcome> ScheduleOutcomes() => ScheduleTable.Outcomes(_database);

    /// <summary>How the last run stands that each schedule asked for.</summary>
    public IReadOnlyList<KeyValuePair<FlowKey, RunStatus>> ScheduledRuns() => ScheduleTable.Runs(_database);

    /// <summary>The schedule of a flow, or <c>null</c>.</summary>
    public ScheduleRow? Schedule(FlowKey flow) => ScheduleTable.One(_database, flow);

    /// <summary>Records that a run is claimed for what its flow was scheduled for; nobody runs it yet.</summary>
    /// <returns>Whether nobody else had claimed it.</returns>
    public bool TryClaim(RunRecord run)
    {
        var isClaimed = false;
        Change(() =>
        {
            if (_database.Scalar<string>("SELECT id FROM runs WHERE occurrence=$1 AND id<>$2", RunTable.OccurrenceText(run), Text(run.Id)) is null)
            {
                RunTable.Insert(_database, run);
                ScheduleTable.Scheduled(_database, run);
                isClaimed = true;
            }
        });
        return isClaimed;
    }

    /// <summary>Records that a claimed run waits for somebody to start it, as whoever was about to is gone.</summary>
    public void ClaimLeft(FlowKey flow, Guid run) => Change(() =>
        _database.Execute("UPDATE flows SET active_run=NULL WHERE instance=$1 AND flow=$2 AND active_run=$3", Text(flow.Instance), SnakeCase.Of(flow.Flow), Text(run)));

    /// <summary>Forgets a claim whose claimer died before it wrote a record.</summary>
    public void ClaimForgotten(Guid run) => Change(() => _database.Execute("DELETE FROM runs WHERE id=$1", Text(run)));

    /// <summary>Records what a schedule has decided without a run, or alerted people to.</summary>
    public void ScheduleDecided(ScheduleRow schedule) => Change(() => ScheduleTable.Insert(_database, schedule));

    /// <summary>Records that nothing but the schedules of an instance has changed, and closes the intent.</summary>
    public void SchedulesChanged(InstanceRow row, IReadOnlyList<ScheduleRow> schedules) => Change(() =>
    {
        _database.Execute("UPDATE instances SET generation=$1 WHERE id=$2", row.Generation, Text(row.Id));
        foreach (var flow in row.Flows)
        {
            _database.Execute(
                "UPDATE flows SET policy=$1 WHERE instance=$2 AND flow=$3",
                JsonSerializer.Serialize(flow.Policy, LineJson.Default.FlowPolicy), Text(row.Id), SnakeCase.Of(flow.Key.Flow));
        }

        _database.Execute("DELETE FROM schedules WHERE instance=$1", Text(row.Id));
        foreach (var schedule in schedules)
        {
            ScheduleTable.Insert(_database, schedule);
        }

        _database.Execute("DELETE FROM intents WHERE directory=$1", row.Directory);
    });
}
