using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Runs;

/// <summary>
/// Moves runs to the trash. The record goes first: from then on the run is removed, and what else there is of it follows, after a kill too, when the
/// registry is opened next. Runs that have ended change no more, so no guard is needed.
/// </summary>
internal static class RunRemoval
{
    private const string RecordName = "record.json";

    /// <summary>Removes runs of an instance, with the versions that go with them.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="runs">Runs that nothing needs; a repetition before the run whose folder it lies in.</param>
    /// <param name="withVersion">Those of them whose version goes, too.</param>
    /// <param name="purge">Whether to delete them from the trash, too.</param>
    /// <returns>Runs whose version has stayed all the same, because the flow is at work.</returns>
    public static IReadOnlySet<Guid> Remove(WorkspaceContext workspace, InstanceRow instance, IReadOnlyList<RunRow> runs, IReadOnlySet<Guid> withVersion, bool purge)
    {
        var removal = new ChangeIntent(instance.Directory, instance.Id, null, WorkspaceContext.Owner, workspace.Time.GetUtcNow());
        var (paths, trash) = (workspace.PathsOf(instance.Directory), TrashOf(workspace, instance.Directory));
        workspace.Registry.AnnounceRemoval(removal);
        Directory.CreateDirectory(trash);
        var stayed = new HashSet<Guid>();
        foreach (var run in runs)
        {
            var folder = FolderOf(trash, run.Id);
            if (withVersion.Contains(run.Id))
            {
                VersionRemoval.Announce(folder);
            }

            Move(paths, folder, run.Id);
            if (VersionRemoval.Stays(workspace.Registry, paths, folder))
            {
                stayed.Add(run.Id);
            }
        }

        Flush(paths, trash);
        workspace.Registry.RunsRemoved([.. runs.Select(r => r.Id)], removal);
        RenewLatest(paths);
        foreach (var run in runs)
        {
            workspace.Activity.Append("run.removed", $"{instance.Name}.{SnakeCase.Of(run.Key.Flow)}", ("run", run.Id.ToString("D")), ("trash", purge ? null : Path.Combine(trash, run.Id.ToString("D"))));
        }

        if (purge)
        {
            foreach (var run in runs)
            {
                Directory.Delete(Path.Combine(trash, run.Id.ToString("D")), recursive: true);
            }
        }

        return stayed;
    }

    /// <summary>Finishes a removal whose owner died: what lies in the trash is removed as a whole.</summary>
    public static void Finish(WorkspaceContext workspace, RegistryIndex registry, ChangeIntent removal)
    {
        var (paths, trash) = (workspace.PathsOf(removal.Directory), TrashOf(workspace, removal.Directory));
        var removed = new List<Guid>();
        foreach (var folder in Directory.Exists(trash) ? Directory.EnumerateDirectories(trash) : [])
        {
            if (Guid.TryParseExact(Path.GetFileName(folder), "D", out var run) && !File.Exists(paths.RunRecord(run)))
            {
                Move(paths, folder, run);
                VersionRemoval.Stays(registry, paths, folder);
                removed.Add(run);
            }
        }

        if (removed.Count > 0)
        {
            Flush(paths, trash);
            RenewLatest(paths);
        }

        registry.RunsRemoved(removed, removal);
    }

    /// <summary>Moves what is left of a run that is no more to where the run itself went.</summary>
    public static void MoveRemnants(WorkspaceContext workspace, string directory, Guid run)
    {
        var trash = Directory.CreateDirectory(TrashOf(workspace, directory)).FullName;
        Move(workspace.PathsOf(directory), FolderOf(trash, run), run);
        DurableDirectory.Flush(trash);
    }

    private static string FolderOf(string trash, Guid run) => Directory.CreateDirectory(Path.Combine(trash, run.ToString("D"))).FullName;

    private static string TrashOf(WorkspaceContext workspace, string directory) => Path.Combine(workspace.Paths.Trash, "runs", directory);

    // Whatever was moved before stays moved: doing it again does the rest.
    private static void Move(InstancePaths paths, string folder, Guid run)
    {
        var record = Path.Combine(folder, RecordName);
        MoveFile(paths.RunRecord(run), record);
        var logs = DocumentFile.TryRead(record, DocumentJson.Default.RunRecord) is { Replay: not null } replay ? replay.LogPath : paths.RunLogs(run);
        MoveFolder(logs, Path.Combine(folder, "logs"));
        MoveFolder(paths.RunArtifacts(run), Path.Combine(folder, "artifacts"));
        MoveFile(paths.RunMetrics(run), Path.Combine(folder, "metrics.json"));
    }

    private static void MoveFile(string from, string to)
    {
        if (File.Exists(from))
        {
            WriteStep.Before("move", to);
            File.Move(from, to, overwrite: true);
        }
    }

    private static void MoveFolder(string from, string to)
    {
        if (Directory.Exists(from))
        {
            DurableDirectory.Publish(from, to, Durability.Knowledge);
        }
    }

    private static void Flush(InstancePaths paths, string trash)
    {
        if (Directory.Exists(paths.Runs))
        {
            DurableDirectory.Flush(paths.Runs);
        }

        DurableDirectory.Flush(trash);
    }

    // The copy of the newest record is for people; it must not be of a run that is gone.
    private static void RenewLatest(InstancePaths paths)
    {
        if (DocumentFile.TryRead(paths.LatestRun, DocumentJson.Default.RunRecord) is not { } latest || File.Exists(paths.RunRecord(latest.Id)))
        {
            return;
        }

        if (InstanceFolder.Runs(paths, _ => { }).LastOrDefault(r => r.EndedAt is not null) is { } newest)
        {
            DocumentFile.Write(paths.LatestRun, newest, DocumentJson.Default.RunRecord, Durability.Knowledge);
        }
        else
        {
            WriteStep.Before("delete", paths.LatestRun);
            File.Delete(paths.LatestRun);
        }
    }
}
