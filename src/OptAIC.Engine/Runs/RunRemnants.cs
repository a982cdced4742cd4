using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Logs, artifacts and metrics of runs that are no more: their removal was killed after the record was gone, and the registry in which it was
/// announced was lost as well.
/// </summary>
internal static class RunRemnants
{
    // A run that is just beginning has a folder before it has a record.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    /// <summary>The runs of an instance of which there is something, but neither a record nor a row.</summary>
    public static IReadOnlyList<Guid> Of(WorkspaceContext workspace, InstanceRow instance)
    {
        var paths = workspace.PathsOf(instance.Directory);
        var before = workspace.Time.GetUtcNow() - Young;
        var left = Named(paths).Where(run => run.Version == 7 && TimeOf(run) < before && !File.Exists(paths.RunRecord(run))).ToHashSet();
        if (left.Count > 0)
        {
            left.ExceptWith(workspace.Registry.Runs(new RunQuery { Instance = instance.Id }).Select(r => r.Id));
        }

        return [.. left.Order()];
    }

    /// <summary>Where the most of it lies.</summary>
    public static string PlaceOf(InstancePaths paths, Guid run) => Directory.Exists(paths.RunLogs(run)) ? paths.RunLogs(run)
        : Directory.Exists(paths.RunArtifacts(run)) ? paths.RunArtifacts(run)
        : paths.RunMetrics(run);

    private static IEnumerable<Guid> Named(InstancePaths paths)
    {
        foreach (var folder in new[] { paths.RunLogs(Guid.Empty), paths.RunArtifacts(Guid.Empty), paths.RunMetrics(Guid.Empty) }.Select(p => Path.GetDirectoryName(p)!).Where(Directory.Exists))
        {
            foreach (var entry in Directory.EnumerateFileSystemEntries(folder))
            {
                if (Guid.TryParseExact(Path.GetFileNameWithoutExtension(entry), "D", out var run))
                {
                    yield return run;
                }
            }
        }
    }

    // The first 48 bits of such an id are milliseconds since 1970.
    private static DateTimeOffset TimeOf(Guid run) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(run.ToString("N")[..12], 16));
}
