using SQLitePCL;

namespace OptAIC.Engine.Sqlite;

/// <summary>A row of a query where SQLite has it: its bytes are valid until the next row is taken.</summary>
internal readonly ref struct SqliteRow(sqlite3_stmt statement)
{
    /// <summary>Whether a column holds nothing.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    /// <summary>Bytes of a column; of a text, its UTF-8.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(statement, column);

    /// <summary>A number.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);
}

/// <summary>Takes a row.</summary>
internal delegate void SqliteRowReader(SqliteRow row);
