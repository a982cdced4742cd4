namespace OptAIC.Engine.Sqlite;

/// <summary>Loads the native SQLite library, once.</summary>
internal static class SqliteProvider
{
    static SqliteProvider() => SQLitePCL.Batteries_V2.Init();

    public static void EnsureLoaded()
    {
        // The static constructor does it.
    }
}
