using System.Runtime.InteropServices;

namespace OptAIC.Engine.Sqlite;

/// <summary>
/// Columns of the row at which a statement stands, straight from SQLite: a read of the registry asks for hundreds of thousands of them, and each of
/// these takes less time than a checked handle and a change to native code and back do.
/// </summary>
internal static partial class SqliteColumns
{
    // As the package calls its own.
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob"), SuppressGCTransition]
    public static partial nint Blob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes"), SuppressGCTransition]
    public static partial int Bytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type"), SuppressGCTransition]
    public static partial int Type(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64"), SuppressGCTransition]
    public static partial long Integer(nint statement, int column);
}
