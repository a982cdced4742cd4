using SQLitePCL;

namespace OptAIC.Engine.Sqlite;

/// <summary>A row of a query where SQLite has it: its bytes are valid until the next row is taken.</summary>
/// <param name="statement">The statement, which stands at the row.</param>
internal readonly ref struct SqliteRow(nint statement)
{
    /// <summary>Whether a column holds nothing.</summary>
    public bool IsNull(int column) => SqliteColumns.Type(statement, column) == raw.SQLITE_NULL;

    /// <summary>Bytes of a column; of a text, its UTF-8.</summary>
    public unsafe ReadOnlySpan<byte> Bytes(int column)
    {
        var first = SqliteColumns.Blob(statement, column);
        return new ReadOnlySpan<byte>((void*)first, SqliteColumns.Bytes(statement, column));
    }

    /// <summary>A number.</summary>
    public long Integer(int column) => SqliteColumns.Integer(statement, column);
}

/// <summary>Takes a row.</summary>
internal delegate void SqliteRowReader(SqliteRow row);
