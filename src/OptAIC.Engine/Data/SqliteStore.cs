using System.Globalization;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Sqlite;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>
/// The SQLite store of a dataset: one table with key (entity, date, load_id), only ever appended to. Version V is what loads up
/// to V's say, the newest per key; a row whose values are all missing takes the key out again.
/// </summary>
internal sealed class SqliteStore : IDisposable
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA cache_size=-32000";

    private readonly SqliteDatabase _database;

    private SqliteStore(SqliteDatabase database)
    {
        _database = database;
        Fields = _database.Query("SELECT name FROM pragma_table_info('data')", r => r.GetString(0))
            .Where(name => name is not ("entity" or "date" or "knowledge_date" or "load_id"))
            .ToList();
    }

    /// <summary>Value columns.</summary>
    public IReadOnlyList<string> Fields { get; private set; }

    /// <summary>Opens the store, and makes it when it is not there.</summary>
    public static SqliteStore OpenOrCreate(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var database = SqliteDatabase.Open(path, SqliteOpenMode.ReadWriteCreate, Pragmas);
        database.InTransaction(() => database.Execute("""
            CREATE TABLE IF NOT EXISTS data(
                entity TEXT NOT NULL, date TEXT NOT NULL, load_id INTEGER NOT NULL, knowledge_date TEXT NOT NULL,
                PRIMARY KEY(entity, date, load_id)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS loads(
                load_id INTEGER PRIMARY KEY, version TEXT NOT NULL, run_id TEXT NOT NULL, loaded_at TEXT NOT NULL, rows INTEGER NOT NULL);
            """));
        return new SqliteStore(database);
    }

    /// <summary>Opens a store to read it.</summary>
    public static SqliteStore OpenToRead(string path) => new(SqliteDatabase.Open(path, SqliteOpenMode.ReadWrite, Pragmas));

    /// <summary>Reads a version.</summary>
    /// <param name="loadId">Last load of the version.</param>
    /// <param name="knownBy">Only what was known by then (text as in <see cref="Knowledge"/>); <c>null</c> is everything.</param>
    /// <param name="query">Restrictions, or <c>null</c>.</param>
    public Panel Read(long loadId, string? knownBy = null, DataQuery? query = null)
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

    /// <summary>Appends a load in one transaction. Whatever a run that died had appended after <paramref name="after"/> is taken out first.</summary>
    /// <param name="after">Last published load.</param>
    /// <param name="load">The rows.</param>
    /// <param name="version">The version that it makes.</param>
    /// <param name="runId">The run.</param>
    /// <param name="loadedAt">When.</param>
    public void Append(long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt) => _database.InTransaction(() =>
    {
        if (_database.Scalar<long>("SELECT COALESCE(MAX(load_id), 0) FROM loads") > after)
        {
            _database.Execute("DELETE FROM data WHERE load_id>$1", after);
            _database.Execute("DELETE FROM loads WHERE load_id>$1", after);
        }

        AddFields(load.Panel.Fields);
        Insert(after + 1, load, loadedAt);
        _database.Execute("INSERT INTO loads VALUES($1,$2,$3,$4,$5)", after + 1, version, runId.ToString("D"), Knowledge.At(loadedAt), load.Changes.Count);
    });

    public void Dispose() => _database.Dispose();

    private void AddFields(IEnumerable<string> fields)
    {
        foreach (var field in fields.Except(Fields, StringComparer.Ordinal).ToList())
        {
            _database.Execute($"ALTER TABLE data ADD COLUMN {Quote(field)} REAL");
        }

        Fields = [.. Fields.Union(fields, StringComparer.Ordinal)];
    }

    private void Insert(long loadId, StoreLoad load, DateTimeOffset loadedAt)
    {
        var fields = load.Panel.Fields.ToList();
        var columns = string.Join(",", fields.Select(Quote));
        var places = string.Join(",", Enumerable.Range(5, fields.Count).Select(n => $"${n}"));
        var sql = $"INSERT INTO data(entity,date,load_id,knowledge_date{(fields.Count > 0 ? "," : "")}{columns}) VALUES($1,$2,$3,$4{(fields.Count > 0 ? "," : "")}{places})";
        var values = fields.Select(f => load.Panel.Field(f)).ToList();
        var index = load.Panel.Index;
        var dates = index.Dates.Select(Knowledge.On).ToArray();
        var later = Knowledge.At(loadedAt);
        var arguments = new object?[4 + fields.Count];
        arguments[2] = loadId;
        foreach (var change in load.Changes)
        {
            arguments[0] = index.Entities[change.Entity];
            arguments[1] = dates[change.Row];
            arguments[3] = change.KnownLater ? later : dates[change.Row];
            for (var f = 0; f < values.Count; f++)
            {
                var value = values[f].Span[(change.Entity * index.Rows) + change.Row];
                arguments[4 + f] = double.IsNaN(value) ? null : value;
            }

            _database.Execute(sql, arguments);
        }
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
