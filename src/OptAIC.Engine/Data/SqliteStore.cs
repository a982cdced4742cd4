using System.Globalization;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Sqlite;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>The SQLite store of a dataset: one table with key (entity, date, load_id).</summary>
internal sealed class SqliteStore : DataStore
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA cache_size=-32000";

    // Nobody else sees the file before it is whole, and it is flushed once then.
    private const string AsidePragmas = "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF";

    private const string Tables = """
        CREATE TABLE IF NOT EXISTS data(
            entity TEXT NOT NULL, date TEXT NOT NULL, load_id INTEGER NOT NULL, knowledge_date TEXT NOT NULL,
            PRIMARY KEY(entity, date, load_id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS loads(
            load_id INTEGER PRIMARY KEY, version TEXT NOT NULL, run_id TEXT NOT NULL, loaded_at TEXT NOT NULL, rows INTEGER NOT NULL);
        """;

    private readonly SqliteDatabase _database;
    private List<string> _fields;

    private SqliteStore(SqliteDatabase database)
    {
        _database = database;
        _fields = _database.Query("SELECT name FROM pragma_table_info('data')", r => r.GetString(0))
            .Where(name => name is not ("entity" or "date" or "knowledge_date" or "load_id"))
            .ToList();
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Fields => _fields;

    /// <summary>Opens the store, and makes it when it is not there.</summary>
    public static SqliteStore OpenOrCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var database = SqliteDatabase.Open(path, SqliteOpenMode.ReadWriteCreate, Pragmas);
        database.InTransaction(() => database.Execute(Tables));
        return new SqliteStore(database);
    }

    /// <summary>
    /// Makes a store with its first load, aside: one flush instead of the many of a database that is created in place. The name in the folder is
    /// flushed with that of the document that publishes the load.
    /// </summary>
    /// <param name="path">Where it is to be; there is none yet.</param>
    /// <param name="after">Last published load: 0, or that of a store which has been lost.</param>
    /// <param name="load">The rows.</param>
    /// <param name="version">The version that they make.</param>
    /// <param name="runId">The run.</param>
    /// <param name="loadedAt">When.</param>
    public static void Create(string path, long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.Build(path, aside =>
        {
            using var store = new SqliteStore(SqliteDatabase.Open(aside, SqliteOpenMode.ReadWriteCreate, AsidePragmas));
            store._database.InTransaction(() =>
            {
                store._database.Execute(Tables);
                store.Append(after, load, version, runId, loadedAt);
            });
            store._database.Execute("PRAGMA journal_mode=WAL");
        });
    }

    /// <summary>Opens a store to read it.</summary>
    public static SqliteStore OpenToRead(string path)
    {
        try
        {
            return new(SqliteDatabase.Open(path, SqliteOpenMode.ReadWrite, Pragmas));
        }
        catch (Exception refused) when (SqliteDatabase.IsWriteRefused(refused) && File.Exists(path) && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 })
        {
            // There is no place for the index of a log; where there is no log, none is needed.
            return new(SqliteDatabase.OpenUnchanging(path));
        }
    }

    /// <inheritdoc/>
    public override Panel Read(long loadId, string? knownBy = null, DataQuery? query = null)
    {
        var fields = query is { Columns.Count: > 0 } ? query.Columns : Fields;
        var table = new LongTable(fields);
        using var reader = Select(fields, loadId, knownBy, query);
        var newest = new NewestPerKey(table, fields.Count);
        while (reader.Read())
        {
            newest.Next(reader);
        }

        newest.Flush();
        var panel = table.ToPanel();
        return query is { Columns.Count: > 0 } ? panel : PanelContent.Of(panel);
    }

    /// <inheritdoc/>
    public override void Append(long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt) => _database.InTransaction(() =>
    {
        if (_database.Scalar<long>("SELECT COALESCE(MAX(load_id), 0) FROM loads") > after)
        {
            _database.Execute("DELETE FROM data WHERE load_id>$1", after);
            _database.Execute("DELETE FROM loads WHERE load_id>$1", after);
        }

        Add(new StoredLoad(after + 1, version, runId.ToString("D"), Knowledge.At(loadedAt), [.. load.Panel.Fields]), load.Rows(loadedAt));
    });

    /// <inheritdoc/>
    public override IReadOnlyList<StoredLoad> Loads(long upTo) => _database.Query(
        "SELECT load_id, version, run_id, loaded_at FROM loads WHERE load_id<=$1 ORDER BY load_id",
        r => new StoredLoad(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), _fields),
        upTo);

    /// <inheritdoc/>
    public override IEnumerable<StoredRow> Rows(StoredLoad load)
    {
        using var reader = _database.Read($"SELECT entity, date, knowledge_date{string.Concat(_fields.Select(f => ", " + Quote(f)))} FROM data WHERE load_id=$1 ORDER BY entity, date", [load.LoadId]);
        while (reader.Read())
        {
            var values = new double[_fields.Count];
            for (var f = 0; f < values.Length; f++)
            {
                values[f] = reader.IsDBNull(f + 3) ? double.NaN : reader.GetDouble(f + 3);
            }

            yield return new StoredRow(reader.GetString(0), reader.GetString(1), reader.GetString(2), values);
        }
    }

    /// <inheritdoc/>
    public override void Import(StoredLoad load, IEnumerable<StoredRow> rows) => _database.InTransaction(() => Add(load, rows));

    /// <inheritdoc/>
    public override void Dispose()
    {
        _database.Dispose();
        base.Dispose();
    }

    private void Add(StoredLoad load, IEnumerable<StoredRow> rows)
    {
        AddFields(load.Fields);
        var columns = string.Concat(load.Fields.Select(f => "," + Quote(f)));
        var places = string.Concat(Enumerable.Range(5, load.Fields.Count).Select(n => $",${n}"));
        var sql = $"INSERT INTO data(entity,date,load_id,knowledge_date{columns}) VALUES($1,$2,$3,$4{places})";
        var arguments = new object?[4 + load.Fields.Count];
        arguments[2] = load.LoadId;
        var count = 0;
        foreach (var row in rows)
        {
            (arguments[0], arguments[1], arguments[3]) = (row.Entity, row.Date, row.Knowledge);
            for (var f = 0; f < row.Values.Length; f++)
            {
                arguments[4 + f] = double.IsNaN(row.Values[f]) ? null : row.Values[f];
            }

            _database.Execute(sql, arguments);
            count++;
        }

        _database.Execute("INSERT INTO loads VALUES($1,$2,$3,$4,$5)", load.LoadId, load.Version, load.RunId, load.LoadedAt, count);
    }

    private void AddFields(IEnumerable<string> fields)
    {
        foreach (var field in fields.Except(_fields, StringComparer.Ordinal).ToList())
        {
            _database.Execute($"ALTER TABLE data ADD COLUMN {Quote(field)} REAL");
        }

        _fields = [.. _fields.Union(fields, StringComparer.Ordinal)];
    }

    private SqliteDataReader Select(IReadOnlyList<string> fields, long loadId, string? knownBy, DataQuery? query)
    {
        var sql = $"SELECT entity, date{string.Concat(fields.Select(f => ", " + Quote(f)))} FROM data WHERE load_id<=$1 AND ($2 IS NULL OR knowledge_date<=$2)"
            + " AND ($3 IS NULL OR date>=$3) AND ($4 IS NULL OR date<=$4)"
            + (query is { Entities.Count: > 0 } ? $" AND entity IN ({string.Join(",", query.Entities.Select((_, i) => $"${i + 5}"))})" : "")
            + " ORDER BY entity, date, load_id";
        return _database.Read(sql, [loadId, knownBy, query?.From?.ToString("O"), query?.To?.ToString("O"), .. query?.Entities ?? []]);
    }

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // Rows come in key order, the loads of a key one after another: the last one wins.
    private sealed class NewestPerKey(LongTable table, int fields)
    {
        private readonly double[] _values = new double[fields];
        private string? _entity;
        private string? _date;

        public void Next(SqliteDataReader reader)
        {
            var entity = reader.GetString(0);
            var date = reader.GetString(1);
            if (!string.Equals(date, _date, StringComparison.Ordinal) || !string.Equals(entity, _entity, StringComparison.Ordinal))
            {
                Flush();
                (_entity, _date) = (entity, date);
            }

            for (var f = 0; f < _values.Length; f++)
            {
                _values[f] = reader.IsDBNull(f + 2) ? double.NaN : reader.GetDouble(f + 2);
            }
        }

        public void Flush()
        {
            if (_entity is not null && !Array.TrueForAll(_values, double.IsNaN))
            {
                table.Add(DateOnly.ParseExact(_date!, "O", CultureInfo.InvariantCulture), _entity, _values);
            }
        }
    }
}
