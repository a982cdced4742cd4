using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Flows;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Data;

/// <summary>The kinds of stores, by the built-in that a StoreDef names as its entry. Each keeps its files in a place of its own below <c>data/</c>.</summary>
internal static class StoreEngine
{
    public const string Sqlite = "builtin.sqlite";

    public const string Csv = "builtin.csv";

    /// <summary>The engine of what is published; documents of older versions do not say it.</summary>
    public static string Of(CurrentData current) => current.Store ?? Sqlite;

    /// <summary>Where an engine keeps a dataset's data: a file or a folder.</summary>
    public static string PathOf(InstancePaths paths, string engine) => engine == Csv ? paths.StoreFolder : paths.StoreDatabase;

    /// <summary>Opens the store, and makes it when it is not there.</summary>
    /// <exception cref="UnsupportedFlowException">There is no such engine.</exception>
    public static DataStore OpenOrCreate(string engine, string path) => engine switch
    {
        Sqlite => SqliteStore.OpenOrCreate(path),
        Csv => CsvStore.OpenOrCreate(path),
        _ => throw new UnsupportedFlowException($"there is no store '{engine}' in this version of OptAIC"),
    };

    /// <summary>Opens the store to append to it; <c>null</c> when it is not there.</summary>
    /// <exception cref="UnsupportedFlowException">There is no such engine.</exception>
    public static DataStore? TryOpen(string engine, string path) => Path.Exists(path) ? OpenOrCreate(engine, path) : null;

    /// <summary>Makes the store with its first load.</summary>
    /// <inheritdoc cref="SqliteStore.Create"/>
    public static void Create(string engine, string path, long after, StoreLoad load, string version, Guid runId, DateTimeOffset loadedAt)
    {
        if (engine == Sqlite)
        {
            SqliteStore.Create(path, after, load, version, runId, loadedAt);
            return;
        }

        using var store = OpenOrCreate(engine, path);
        store.Append(after, load, version, runId, loadedAt);
    }

    /// <summary>Opens what is published to read it.</summary>
    public static DataStore OpenToRead(InstancePaths paths, CurrentData current) => Of(current) == Csv
        ? CsvStore.OpenToRead(paths.StoreFolder)
        : SqliteStore.OpenToRead(paths.StoreDatabase);

    /// <summary>Deletes an engine's files. What a reader has open stays readable to it where the system allows that.</summary>
    public static void Delete(string path)
    {
        WriteStep.Before("delete", path);
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        foreach (var file in (string[])[path, path + "-wal", path + "-shm"])
        {
            File.Delete(file);
        }
    }
}
