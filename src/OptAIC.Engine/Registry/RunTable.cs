using System.Text.Json;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>Runs in the registry, with their metrics.</summary>
internal static class RunTable
{
    private const string Columns =
        "r.id, r.instance, r.flow, r.type, r.status, r.trigger, r.actor, r.created_at, r.started_at, r.ended_at, r.attempt, r.exit_code, r.error_type, r.error, "
        + "r.definition, r.host, r.data_version, r.last_data_date, r.as_of, r.side, r.replay_of, r.occurrence IS NOT NULL";

    /// <summary>Records a run as it is now; what was there of it before is replaced, its metrics too.</summary>
    public static void Insert(SqliteDatabase database, RunRecord run)
    {
        database.Execute(
            "INSERT OR REPLACE INTO runs VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)",
            Text(run.Id), Text(run.Instance), SnakeCase.Of(run.Flow), run.Type.ToString(), SnakeCase.Of(run.Status), SnakeCase.Of(run.Trigger.Kind), run.Trigger.By,
            RegistryTime.Text(run.CreatedAt), RegistryTime.Text(run.StartedAt), RegistryTime.Text(run.EndedAt), (run.EndedAt - run.StartedAt)?.Ticks,
            run.Attempt, run.ExitCode, run.Error?.Type, run.Error?.Message, run.Definition, run.Runner.Host, run.Output?.Version,
            RegistryTime.Text(run.Output?.LastDataDate), RegistryTime.Text(run.AsOf), run.Side ? 1 : 0, run.Replay is { } replay ? Text(replay.Of) : null,
            OccurrenceText(run));
        foreach (var (name, value) in run.Metrics)
        {
            database.Execute("INSERT OR REPLACE INTO run_metrics VALUES($1,$2,$3)", Text(run.Id), name, value);
        }
    }

    /// <summary>What a run was scheduled for, as it can be claimed by one run only.</summary>
    public static string? OccurrenceText(RunRecord run) => run.Trigger.Occurrence switch
    {
        null => null,
        // Versions of upstreams can come back, and then call again.
        { Upstreams: not null } => $"{run.Key} {run.Id:D}",
        var occurrence => $"{run.Key} {UtcTimeConverter.ToText(occurrence.PlannedAt)}",
    };

    /// <summary>Runs, newest first.</summary>
    public static IReadOnlyList<RunRow> Read(SqliteDatabase database, RunQuery query)
    {
        var sql = new SqlCondition();
        sql.If(query.Instance, i => $"r.instance={sql.Value(Text(i))}");
        sql.If(query.Flow, f => $"r.flow={sql.Value(SnakeCase.Of(f))}");
        sql.If(query.Status, s => $"r.status={sql.Value(SnakeCase.Of(s))}");
        sql.If(query.Ended, ended => ended ? "r.ended_at IS NOT NULL" : "r.ended_at IS NULL");
        if (query.IsScheduled)
        {
            sql.And("r.occurrence IS NOT NULL");
        }

        if (query.IdPrefix is { } prefix)
        {
            // What begins with it lies between it and the same followed by the greatest character.
            sql.And($"r.id>={sql.Value(prefix)} AND r.id<{sql.Value(prefix + char.MaxValue)}");
        }

        if (query.Flows is { } flows)
        {
            sql.And($"r.instance||' '||r.flow IN (SELECT value FROM json_each({sql.Value(Keys(flows))}))");
        }

        if (query.Where is { } test)
        {
            sql.And(RunConditionSql.Of(test, sql));
        }

        // The runs are what is gone through, in their order; the instances only lend their names.
        return database.Query(
            $"SELECT {Columns} FROM runs r CROSS JOIN instances i ON i.id=r.instance{sql.Where} ORDER BY r.created_at DESC, r.id DESC LIMIT {sql.Value((long)query.Limit)}",
            Row, [.. sql.Values]);
    }

    private static RunRow Row(SqliteDataReader r) => new()
    {
        Id = RegistryReader.Id(r, 0),
        Key = new(RegistryReader.Id(r, 1), RegistryReader.Parse<FlowKind>(r, 2)),
        Type = RegistryReader.Parse<RunType>(r, 3),
        Status = RegistryReader.Parse<RunStatus>(r, 4),
        Trigger = RegistryReader.Parse<TriggerKind>(r, 5),
        Actor = r.GetString(6),
        CreatedAt = UtcTimeConverter.Parse(r.GetString(7)),
        StartedAt = RegistryTime.Time(r, 8),
        EndedAt = RegistryTime.Time(r, 9),
        Attempt = r.GetInt32(10),
        ExitCode = r.IsDBNull(11) ? null : r.GetInt32(11),
        ErrorType = RegistryReader.Text(r, 12),
        Error = RegistryReader.Text(r, 13),
        Definition = r.GetString(14),
        Host = r.GetString(15),
        DataVersion = RegistryReader.Text(r, 16),
        LastDataDate = RegistryTime.Date(r, 17),
        AsOf = RegistryTime.Date(r, 18),
        Side = r.GetInt64(19) != 0,
        ReplayOf = r.IsDBNull(20) ? null : RegistryReader.Id(r, 20),
        HasOccurrence = r.GetInt64(21) != 0,
    };

    private static string Keys(IEnumerable<FlowKey> flows) =>
        JsonSerializer.Serialize([.. flows.Select(f => $"{Text(f.Instance)} {SnakeCase.Of(f.Flow)}")], LineJson.Default.IReadOnlyListString);

    private static string Text(Guid id) => id.ToString("D");
}
