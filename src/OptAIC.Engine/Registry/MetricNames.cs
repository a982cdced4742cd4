using OptAIC.Engine.Sqlite;

namespace OptAIC.Engine.Registry;

/// <summary>The names of metrics that runs have.</summary>
internal static class MetricNames
{
    /// <summary>Whether a run has a metric of this name.</summary>
    public static bool Has(SqliteDatabase database, string name) => database.Scalar<long>("SELECT EXISTS(SELECT 1 FROM run_metrics WHERE name=$1)", name) != 0;

    /// <summary>All names, in order.</summary>
    public static IReadOnlyList<string> All(SqliteDatabase database) => database.Query("SELECT DISTINCT name FROM run_metrics ORDER BY name", r => r.GetString(0));
}
