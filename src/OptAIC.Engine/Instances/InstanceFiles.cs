using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Instances;

/// <summary>A file of an instance.</summary>
/// <param name="Name">Its path below the instance's directory, with slashes.</param>
/// <param name="Path">Its full path.</param>
internal sealed record InstanceFile(string Name, string Path);

/// <summary>
/// What of an instance can be taken elsewhere: its documents, its sandbox, what it published, its runs. Locks, guards, requests and whatever a killed
/// process left stay behind; so do links, which would lead somewhere else there.
/// </summary>
internal static class InstanceFiles
{
    /// <summary>The database of a dataset, whose file alone is not all of it while it is open.</summary>
    private const string Database = "store.db";

    private static readonly string[] Left = [Database + "-wal", Database + "-shm", "swap.json"];

    /// <summary>The spec as it is and as it was, and the inline parts.</summary>
    public static IEnumerable<InstanceFile> Documents(InstancePaths paths) =>
        [new InstanceFile(InstancePaths.DocumentName, paths.Document), .. Below(paths, "history"), .. Below(paths, "parts")];

    /// <summary>The sandbox, and what is known of the data in it.</summary>
    public static IEnumerable<InstanceFile> Sandbox(InstancePaths paths) => [.. Below(paths, WorkflowFolder.Workflow), .. File.Exists(paths.PlacedData) ? [Of(paths, paths.PlacedData)] : Array.Empty<InstanceFile>()];

    /// <summary>What its flows have published.</summary>
    public static IEnumerable<InstanceFile> Data(InstancePaths paths) => [.. Below(paths, "data"), .. Below(paths, "models")];

    /// <summary>The record of a run, its logs, metrics and artifacts.</summary>
    public static IEnumerable<InstanceFile> Run(InstancePaths paths, Guid run)
    {
        yield return Of(paths, paths.RunRecord(run));
        if (File.Exists(paths.RunMetrics(run)))
        {
            yield return Of(paths, paths.RunMetrics(run));
        }

        foreach (var file in Below(paths, Path.GetRelativePath(paths.Directory, paths.RunLogs(run))).Concat(Below(paths, Path.GetRelativePath(paths.Directory, paths.RunArtifacts(run)))))
        {
            yield return file;
        }
    }

    /// <summary>The runs that made what is published: without them nobody would know that it is there.</summary>
    public static IReadOnlySet<Guid> MakersOf(InstancePaths paths)
    {
        var runs = Data(paths).Where(f => IsCurrent(f.Name)).Select(f => DocumentFile.Read(f.Path, DocumentJson.Default.CurrentData).RunId).ToHashSet();
        runs.UnionWith(Models.ModelVersions.All(paths).Select(m => m.RunId));
        return runs;
    }

    /// <summary>Whether a file says which version of its folder counts; what flows have published lies deeper, in folders named by hashes.</summary>
    public static bool IsCurrent(string name)
    {
        var parts = name.Split('/');
        return parts[0] == "data" && parts[^1] == "current" && !parts.Any(p => p.Length == 64);
    }

    /// <summary>Whether a file is the database of a dataset, or of a flow of a model.</summary>
    public static bool IsDatabase(string name) => name.StartsWith("data/", StringComparison.Ordinal) && name.EndsWith("/" + Database, StringComparison.Ordinal) && !name.Split('/').Any(p => p.Length == 64);

    private static InstanceFile Of(InstancePaths paths, string file) => new(Path.GetRelativePath(paths.Directory, file).Replace('\\', '/'), file);

    private static IEnumerable<InstanceFile> Below(InstancePaths paths, string folder)
    {
        var path = Path.Combine(paths.Directory, folder);
        return !Directory.Exists(path) ? []
            : Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false })
                .Where(f => !DurableFile.IsTemporary(f) && !(folder == "data" && Left.Contains(Path.GetFileName(f))))
                .Select(f => Of(paths, f))
                .OrderBy(f => f.Name, StringComparer.Ordinal);
    }
}
