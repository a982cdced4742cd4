using System.Text.Json;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>
/// The index of a workspace, <c>registry.db</c>: derived from the directories and rebuilt from them when it is lost. Every
/// change of an instance is announced by an intent that is on disk before its files change.
/// </summary>
internal sealed partial class RegistryIndex : IDisposable
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON";

    private readonly SqliteDatabase _database;
    private readonly Lock _gate = new();

    // What was read last, while nobody has changed anything; an instance that is made here is added to it.
    private (List<InstanceRow> Instances, long OthersVersion)? _known;

    private RegistryIndex(SqliteDatabase database) => _database = database;

    /// <summary>Opens an existing registry.</summary>
    /// <returns><c>null</c> when the file is missing, damaged or of another format: then it has to be rebuilt.</returns>
    public static RegistryIndex? TryOpen(string path, out string? problem)
    {
        problem = null;
        if (!File.Exists(path))
        {
            problem = "is missing";
            return null;
        }

        SqliteDatabase? database = null;
        try
        {
            database = SqliteDatabase.Open(path, SqliteOpenMode.ReadWrite, Pragmas);
            var format = database.Scalar<long>("PRAGMA user_version");
            if (format == RegistrySchema.Format)
            {
                return new RegistryIndex(database);
            }

            problem = $"has format {format}, not {RegistrySchema.Format}";
        }
        catch (SqliteException damaged) when (IsDamage(damaged))
        {
            problem = $"is damaged ({damaged.Message})";
        }

        database?.Dispose();
        return null;
    }

    /// <summary>Makes an empty registry in a new file.</summary>
    public static RegistryIndex Create(string path)
    {
        var database = SqliteDatabase.Open(path, SqliteOpenMode.ReadWriteCreate, Pragmas);
        database.InTransaction(() =>
        {
            if (database.Scalar<long>("PRAGMA user_version") == 0)
            {
                database.Execute(RegistrySchema.Create);
                database.Execute($"PRAGMA user_version={RegistrySchema.Format}");
            }
        });
        return new RegistryIndex(database);
    }

    /// <summary>Whether an error says that the file is not a sound database.</summary>
    public static bool IsDamage(SqliteException error) => error.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB;

    /// <summary>Puts everything into the file itself, so that it can be renamed.</summary>
    public void Consolidate() => _database.Execute("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE");

    /// <summary>Announces that an instance is about to change, and reserves its name.</summary>
    /// <param name="intent">What is going to change.</param>
    /// <exception cref="NameTakenException">Another instance has the name, or is just being made with it.</exception>
    public void Announce(ChangeIntent intent) => _database.InTransaction(() =>
    {
        if (intent.Name is { } name
            && (_database.Scalar<string>("SELECT id FROM instances WHERE name=$1 AND id<>$2", name, Text(intent.Instance))
                ?? _database.Scalar<string>("SELECT instance FROM intents WHERE name=$1 AND instance<>$2", name, Text(intent.Instance))) is not null)
        {
            throw new NameTakenException(name);
        }

        _database.Execute(
            "INSERT OR REPLACE INTO intents VALUES($1,$2,$3,$4,$5)",
            intent.Directory, Text(intent.Instance), intent.Name, intent.Owner, UtcTimeConverter.ToText(intent.At));
    });

    /// <summary>Announces that the active model of an instance is about to change. A change of the instance itself that was announced before sees to both.</summary>
    public void AnnounceModel(ChangeIntent intent) => _database.Execute(
        "INSERT OR IGNORE INTO intents VALUES($1,$2,$3,$4,$5)",
        intent.Directory, Text(intent.Instance), intent.Name, intent.Owner, UtcTimeConverter.ToText(intent.At));

    /// <summary>Records which version of a model is active.</summary>
    /// <param name="training">The flow that trains it.</param>
    /// <param name="version">The version; <c>null</c> when there is none.</param>
    /// <param name="intent">The announcement that is closed with it.</param>
    public void ModelActivated(FlowKey training, string? version, ChangeIntent? intent = null) => Change(() =>
    {
        _database.Execute("UPDATE flows SET active_model=$1 WHERE instance=$2 AND flow=$3", version, Text(training.Instance), SnakeCase.Of(training.Flow));
        if (intent is not null)
        {
            _database.Execute("DELETE FROM intents WHERE directory=$1 AND owner=$2 AND at=$3", intent.Directory, intent.Owner, UtcTimeConverter.ToText(intent.At));
        }
    });

    /// <summary>Changes that were announced and not finished.</summary>
    public IReadOnlyList<ChangeIntent> Intents() => _database.Query(
        "SELECT directory, instance, name, owner, at FROM intents",
        r => new ChangeIntent(r.GetString(0), Guid.Parse(r.GetString(1)), r.IsDBNull(2) ? null : r.GetString(2), r.GetString(3), UtcTimeConverter.Parse(r.GetString(4))));

    /// <summary>Records an instance as its directory has it, with its schedules and runs, and closes the intent.</summary>
    public void Put(InstanceRow row, IReadOnlyList<ScheduleRow> schedules, IEnumerable<RunRecord> runs)
    {
        lock (_gate)
        {
            var isNew = false;
            var before = _known;
            Change(() =>
            {
                isNew = _database.Execute("DELETE FROM instances WHERE id=$1", Text(row.Id)) == 0;
                Insert(row);
                foreach (var schedule in schedules)
                {
                    ScheduleTable.Insert(_database, schedule);
                }

                foreach (var run in runs)
                {
                    RunTable.Insert(_database, run);
                }

                _database.Execute("DELETE FROM intents WHERE directory=$1", row.Directory);
            });
            if (isNew && before is { Instances: [.., var newest] } && newest.CreatedAt < row.CreatedAt)
            {
                before.Value.Instances.Add(Instance(row.Id)!);
                _known = before;
            }
        }
    }

    /// <summary>Makes many changes that are all on disk afterwards, or none of them.</summary>
    public void InOneTransaction(Action changes) => Change(changes);

    /// <summary>Forgets an instance whose directory is gone, and closes the intent.</summary>
    public void Remove(Guid instance, string directory) => Change(() =>
    {
        _database.Execute("DELETE FROM instances WHERE id=$1", Text(instance));
        _database.Execute("DELETE FROM intents WHERE directory=$1", directory);
    });

    /// <summary>Records that a run is about to begin: from now on readers look at the flow's lock file.</summary>
    public void RunBegins(RunRecord run) => Change(() =>
    {
        RunTable.Insert(_database, run);
        ScheduleTable.Scheduled(_database, run);
        _database.Execute("UPDATE flows SET active_run=$1 WHERE instance=$2 AND flow=$3", Text(run.Id), Text(run.Instance), SnakeCase.Of(run.Flow));
    });

    /// <summary>Records how a run ended. When a power cut takes that back, the run is seen as under way again, its record is looked at, and that says it.</summary>
    public void RunEnded(RunRecord run) => Change(isFlushed: false, change: () =>
    {
        RunTable.Insert(_database, run);
        _database.Execute("UPDATE flows SET active_run=NULL WHERE instance=$1 AND flow=$2 AND active_run=$3", Text(run.Instance), SnakeCase.Of(run.Flow), Text(run.Id));
        RecordOutcome(run);
    });

    /// <summary>Forgets that a run was about to begin: its starter died before it wrote a record.</summary>
    public void RunNeverBegan(FlowKey flow, Guid run) => Change(() =>
    {
        _database.Execute("DELETE FROM runs WHERE id=$1", Text(run));
        _database.Execute("UPDATE flows SET active_run=NULL WHERE instance=$1 AND flow=$2", Text(flow.Instance), SnakeCase.Of(flow.Flow));
    });

    /// <summary>Announces that runs of an instance are about to be moved to the trash. Others may change the instance meanwhile.</summary>
    public void AnnounceRemoval(ChangeIntent removal) => _database.InTransaction(() => _database.Execute(
        "INSERT INTO removals VALUES($1,$2,$3,$4)", Text(removal.Instance), removal.Directory, removal.Owner, UtcTimeConverter.ToText(removal.At)));

    /// <summary>Removals that were announced and not finished.</summary>
    public IReadOnlyList<ChangeIntent> Removals() => _database.Query(
        "SELECT directory, instance, owner, at FROM removals",
        r => new ChangeIntent(r.GetString(0), Guid.Parse(r.GetString(1)), null, r.GetString(2), UtcTimeConverter.Parse(r.GetString(3))));

    /// <summary>Forgets runs that were moved to the trash, and closes the announcement.</summary>
    public void RunsRemoved(IReadOnlyList<Guid> runs, ChangeIntent removal) => Change(() =>
    {
        foreach (var run in runs)
        {
            _database.Execute("DELETE FROM runs WHERE id=$1", Text(run));
        }

        _database.Execute("DELETE FROM removals WHERE directory=$1 AND owner=$2 AND at=$3", removal.Directory, removal.Owner, UtcTimeConverter.ToText(removal.At));
    });

    /// <summary>A number that differs once somebody else has changed the registry; changes made here do not count.</summary>
    public long OthersVersion() => _database.Scalar<long>("PRAGMA data_version");

    /// <summary>All instances with flows, parts and edges, oldest first.</summary>
    public IReadOnlyList<InstanceRow> Instances()
    {
        lock (_gate)
        {
            // Asked for before the reading: what is committed meanwhile is then read again.
            var version = OthersVersion();
            if (_known is not { } known || known.OthersVersion != version)
            {
                _known = known = ([.. new InstanceReading().All(_database)], version);
            }

            return [.. known.Instances];
        }
    }

    /// <summary>One instance, or <c>null</c>.</summary>
    public InstanceRow? Instance(Guid id) => new InstanceReading().One(_database, id);

    /// <summary>One flow, or <c>null</c>.</summary>
    public FlowRow? Flow(FlowKey key) => Instance(key.Instance)?.Flows.FirstOrDefault(f => f.Key == key);

    /// <summary>Runs, newest first.</summary>
    public IReadOnlyList<RunRow> Runs(RunQuery query) => RunTable.Read(_database, query);

    /// <summary>Whether a run has a metric of this name.</summary>
    public bool HasMetric(string name) => Registry.MetricNames.Has(_database, name);

    /// <summary>The names of all metrics that runs have.</summary>
    public IReadOnlyList<string> MetricNames() => Registry.MetricNames.All(_database);

    public void Dispose() => _database.Dispose();

    private void Change(Action change, bool isFlushed = true)
    {
        lock (_gate)
        {
            _known = null;
            if (isFlushed)
            {
                _database.InTransaction(change);
            }
            else
            {
                _database.InUnflushedTransaction(change);
            }
        }
    }

    private void Insert(InstanceRow row)
    {
        _database.Execute(
            "INSERT INTO instances VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)",
            Text(row.Id), row.Name, row.Type.ToString(), row.Definition, row.DefinitionHash, row.ConfigHash,
            row.Aggregation is { } contract ? JsonSerializer.Serialize(contract, LineJson.Default.AggregationDocument) : null,
            JsonSerializer.Serialize(row.Tags, LineJson.Default.IReadOnlyListString), row.Directory, row.Generation, UtcTimeConverter.ToText(row.CreatedAt), SnakeCase.Of(row.Stage),
            PackedRows.Of(row.Parts), PackedRows.Of([.. row.Upstream.Distinct()]));
        foreach (var flow in row.Flows)
        {
            InsertFlow(flow);
        }
    }

    private void InsertFlow(FlowRow flow) => _database.Execute(
        "INSERT INTO flows VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        Text(flow.Key.Instance), SnakeCase.Of(flow.Key.Flow), Text(flow.Handle),
        JsonSerializer.Serialize(flow.Policy, LineJson.Default.FlowPolicy),
        flow.ActiveRun is { } active ? Text(active) : null,
        flow.LastRun is { } last ? Text(last.Id) : null,
        flow.LastRun is { } ended ? UtcTimeConverter.ToText(ended.EndedAt) : null,
        flow.LastRun is { } run ? SnakeCase.Of(run.Failed ? RunStatus.Failed : RunStatus.Completed) : null,
        flow.LastRun?.ErrorType, flow.LastRun?.Error,
        flow.LastCompleted is { } completed ? PackedRows.Of(completed) : null,
        flow.ActiveModel);

    private void RecordOutcome(RunRecord run)
    {
        if (run.Status == RunStatus.Cancelled || !run.Counts)
        {
            return;
        }

        _database.Execute(
            "UPDATE flows SET last_run=$1, last_run_at=$2, last_status=$3, last_error_type=$4, last_error=$5 WHERE instance=$6 AND flow=$7",
            Text(run.Id), UtcTimeConverter.ToText(run.EndedAt!.Value), SnakeCase.Of(run.Status), run.Error?.Type, run.Error?.Message, Text(run.Instance), SnakeCase.Of(run.Flow));
        if (CompletedSnapshot.Of(run) is { } completed)
        {
            _database.Execute(
                "UPDATE flows SET last_completed=$1 WHERE instance=$2 AND flow=$3",
                PackedRows.Of(completed), Text(run.Instance), SnakeCase.Of(run.Flow));
        }
    }

    private static string Text(Guid id) => id.ToString("D");
}
