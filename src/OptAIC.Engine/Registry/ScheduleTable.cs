using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Sqlite;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Registry;

/// <summary>Schedules in the registry.</summary>
internal static class ScheduleTable
{
    private const string Columns = "s.instance, s.flow, s.spec, s.expression, s.zone, s.frequency, s.since, s.handled, s.handled_wall, s.upstreams, s.run, s.alert";

    /// <summary>Records a schedule.</summary>
    public static void Insert(SqliteDatabase database, ScheduleRow row) => database.Execute(
        "INSERT OR REPLACE INTO schedules VALUES($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)",
        Text(row.Key.Instance), SnakeCase.Of(row.Key.Flow), row.Spec, row.Expression, row.Zone, row.Frequency, RegistryTime.Text(row.Since), RegistryTime.Text(row.Handled),
        ScheduleRow.WallText(row.HandledWall), row.Upstreams, row.Run is { } run ? Text(run) : null, row.Alert);

    /// <summary>Records what a run was scheduled for.</summary>
    public static void Scheduled(SqliteDatabase database, RunRecord run)
    {
        if (run.Trigger.Occurrence is { } occurrence && One(database, run.Key) is { } row && row.With(run.Id, occurrence) is var after && after != row)
        {
            Insert(database, after);
        }
    }

    /// <summary>The schedule of one flow; <c>null</c> when it has none.</summary>
    public static ScheduleRow? One(SqliteDatabase database, FlowKey key) => Of(database, key.Instance).Find(r => r.Key == key);

    /// <summary>The schedules of an instance.</summary>
    public static List<ScheduleRow> Of(SqliteDatabase database, Guid instance)
    {
        var (rows, texts) = (new List<ScheduleRow>(), new TextPool());
        database.Scan($"SELECT {Columns} FROM schedules s WHERE s.instance=$1", r => rows.Add(Row(r, texts)), Text(instance));
        return rows;
    }

    /// <summary>All schedules.</summary>
    public static List<ScheduleRow> All(SqliteDatabase database)
    {
        var (rows, texts) = (new List<ScheduleRow>(), new TextPool());
        database.Scan($"SELECT {Columns} FROM schedules s", r => rows.Add(Row(r, texts)));
        return rows;
    }

    /// <summary>How it last went with those scheduled flows of which there may be something to say.</summary>
    public static List<ScheduleOutcome> Outcomes(SqliteDatabase database)
    {
        var (outcomes, texts) = (new List<ScheduleOutcome>(), new TextPool());
        database.Scan(
            "SELECT s.instance, s.flow, f.active_run, f.last_run, f.last_status, f.last_error_type, f.last_error, f.last_completed FROM schedules s "
            + "JOIN flows f ON f.instance=s.instance AND f.flow=s.flow WHERE s.frequency IS NOT NULL OR f.last_status='failed' OR f.active_run IS NOT NULL",
            r => outcomes.Add(Outcome(r, texts)));
        return outcomes;
    }

    /// <summary>How the last run stands that each schedule asked for.</summary>
    public static List<KeyValuePair<FlowKey, RunStatus>> Runs(SqliteDatabase database)
    {
        var (runs, texts) = (new List<KeyValuePair<FlowKey, RunStatus>>(), new TextPool());
        database.Scan(
            "SELECT s.instance, s.flow, r.status FROM schedules s JOIN runs r ON r.id=s.run",
            r => runs.Add(new(new(Id(r, 0), RegistryReader.Parse<FlowKind>(texts.Get(r.Bytes(1)))), RegistryReader.Parse<RunStatus>(texts.Get(r.Bytes(2))))));
        return runs;
    }

    private static ScheduleOutcome Outcome(SqliteRow row, TextPool texts)
    {
        var failed = !row.IsNull(4) && row.Bytes(4).SequenceEqual("failed"u8);
        return new ScheduleOutcome(
            new(Id(row, 0), RegistryReader.Parse<FlowKind>(texts.Get(row.Bytes(1)))),
            row.IsNull(2) ? null : Id(row, 2),
            failed ? Id(row, 3) : null,
            failed ? Optional(row, 5, texts) ?? "error" : null,
            failed ? Optional(row, 6, texts) ?? "failed" : null,
            row.IsNull(7) ? null : PackedRows.Completed(row.Bytes(7), texts));
    }

    private static ScheduleRow Row(SqliteRow row, TextPool texts) => new()
    {
        Key = new(Id(row, 0), RegistryReader.Parse<FlowKind>(texts.Get(row.Bytes(1)))),
        Spec = texts.Get(row.Bytes(2)),
        Expression = Optional(row, 3, texts),
        Zone = Optional(row, 4, texts),
        Frequency = Optional(row, 5, texts),
        Since = Time(row, 6),
        Handled = row.IsNull(7) ? null : Time(row, 7),
        HandledWall = row.IsNull(8) ? null : DateTime.ParseExact(Encoding.UTF8.GetString(row.Bytes(8)), "s", CultureInfo.InvariantCulture),
        Upstreams = Optional(row, 9, texts),
        Run = row.IsNull(10) ? null : Id(row, 10),
        Alert = Optional(row, 11, texts),
    };

    private static string? Optional(SqliteRow row, int column, TextPool texts) => row.IsNull(column) ? null : texts.Get(row.Bytes(column));

    private static Guid Id(SqliteRow row, int column) => Utf8Parser.TryParse(row.Bytes(column), out Guid id, out _, 'D') ? id : Guid.Parse(Encoding.UTF8.GetString(row.Bytes(column)));

    private static DateTimeOffset Time(SqliteRow row, int column) =>
        Utf8Parser.TryParse(row.Bytes(column), out DateTimeOffset time, out _, 'O') ? time : UtcTimeConverter.Parse(Encoding.UTF8.GetString(row.Bytes(column)));

    private static string Text(Guid id) => id.ToString("D");
}
