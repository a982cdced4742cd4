namespace OptAIC.Engine.Sqlite;

/// <summary>Loads the native SQLite library, once.</summary>
internal static class SqliteProvider
{
    static SqliteProvider()
    {
        SQLitePCL.Batteries_V2.Init();
        // Whoever shares a database takes turns already; a mutex for each column of each row comes on top.
        SQLitePCL.raw.sqlite3_config(SQLitePCL.raw.SQLITE_CONFIG_MULTITHREAD);
    }

    public static void EnsureLoaded()
    {
        // The static constructor does it.
    }
}
