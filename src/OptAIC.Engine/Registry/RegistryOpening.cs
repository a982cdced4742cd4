using System.Globalization;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Data;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Sqlite;
using OptAIC.Engine.Transfer;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>Opens the registry of a workspace; rebuilds it from the directories when it is lost, and finishes what was announced and left.</summary>
internal static class RegistryOpening
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Opens it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="warn">Told what the user should know.</param>
    public static RegistryIndex Open(WorkspaceContext workspace, Action<string> warn)
    {
        var path = workspace.Paths.Registry;
        RegistryIndex index;
        try
        {
            index = RegistryIndex.TryOpen(path, out var problem) ?? Rebuild(workspace, problem!, warn);
        }
        catch (Exception refused) when (IsReadOnly(refused))
        {
            return InMemory(workspace, warn);
        }
        catch (Exception full) when (full is StorageException { Fault: StorageFault.Full } or SqliteException && SqliteDatabase.IsWriteRefused(full))
        {
            // What is there can be looked at all the same; a change that only a copy in memory knew of would be lost.
            var copy = InMemory(workspace, warn);
            copy.RefuseWrites(StorageException.Full("write", path, "No space left on device", full));
            return copy;
        }

        FinishIntents(workspace, index);
        return index;
    }

    /// <summary>Builds the index anew and puts it in place. The caller holds the workspace guard.</summary>
    /// <returns>Number of instances and runs.</returns>
    public static (int Instances, int Runs) Replace(WorkspaceContext workspace, Action<string> warn)
    {
        var path = workspace.Paths.Registry;
        var aside = $"{path}.{Environment.ProcessId}{DurableFile.TemporarySuffix}";
        File.Delete(aside);
        (int, int) counts = default;
        using (var index = RegistryIndex.Create(aside))
        {
            index.InOneTransaction(() => counts = Fill(workspace, index, warn));
            index.Consolidate();
        }

        // The log of the old database must not be replayed into the new one.
        File.Delete(path + "-wal");
        File.Delete(path + "-shm");
        File.Move(aside, path, overwrite: true);
        return counts;
    }

    private static RegistryIndex Rebuild(WorkspaceContext workspace, string problem, Action<string> warn)
    {
        var path = workspace.Paths.Registry;
        using var guard = GuardFile.TryAcquire(workspace.Paths.Guard, Patience, CancellationToken.None) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
        if (RegistryIndex.TryOpen(path, out _) is { } rebuiltByAnother)
        {
            return rebuiltByAnother;
        }

        var isNew = !File.Exists(path) && !Directory.EnumerateDirectories(workspace.Paths.Instances).Any();
        if (File.Exists(path))
        {
            File.Move(path, $"{path}.corrupt-{workspace.Time.GetUtcNow().UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}", overwrite: true);
        }

        var (instances, runs) = Replace(workspace, warn);
        if (!isNew)
        {
            warn($"registry.db {problem}; it has been rebuilt from the directories ({instances} instances, {runs} runs)");
        }

        return RegistryIndex.TryOpen(path, out var again) ?? throw new UnreadableDocumentException(path, again!);
    }

    private static RegistryIndex InMemory(WorkspaceContext workspace, Action<string> warn)
    {
        var index = RegistryIndex.Create(":memory:");
        Fill(workspace, index, warn);
        return index;
    }

    private static (int Instances, int Runs) Fill(WorkspaceContext workspace, RegistryIndex index, Action<string> warn)
    {
        var (instances, runCount) = (0, 0);
        if (!Directory.Exists(workspace.Paths.Instances))
        {
            return (0, 0);
        }

        foreach (var directory in Directory.EnumerateDirectories(workspace.Paths.Instances, WorkspacePaths.InstancePrefix + "*").Order(StringComparer.Ordinal))
        {
            var paths = new InstancePaths(directory);
            try
            {
                var runs = InstanceFolder.Runs(paths, problem => warn(problem.Message));
                var document = InstanceFolder.Document(paths);
                index.Put(InstanceFolder.Row(paths, document, runs), InstanceFolder.Schedules(paths, document, runs), runs);
                instances++;
                runCount += runs.Count;
            }
            catch (UnreadableDocumentException problem)
            {
                warn($"{problem.Message}; the instance is left out of the registry");
            }
            catch (SqliteException twice) when (twice.SqliteErrorCode == SQLitePCL.raw.SQLITE_CONSTRAINT)
            {
                warn($"{directory}: another instance has the same name or id; it is left out of the registry");
            }
        }

        return (instances, runCount);
    }

    private static void FinishIntents(WorkspaceContext workspace, RegistryIndex index)
    {
        foreach (var intent in index.Intents())
        {
            if (!IsOwnerAlive(intent))
            {
                CommittedImport.Finish(workspace.Paths, intent.Directory);
                InstanceReindex.FromDirectory(workspace, index, intent.Instance, intent.Directory);
                FinishSwap(workspace.PathsOf(intent.Directory));
            }
        }

        foreach (var removal in index.Removals().Where(r => !IsOwnerAlive(r)))
        {
            RunRemoval.Finish(workspace, index, removal);
        }
    }

    // Whoever holds the guard finishes it itself: a run when it starts, another change before it begins.
    private static void FinishSwap(InstancePaths paths)
    {
        if (!File.Exists(paths.DataSwap))
        {
            return;
        }

        using var guard = GuardFile.TryAcquire(paths.Guard(FlowKind.Refresh));
        if (guard is not null)
        {
            DataSwap.Finish(paths, InstanceFolder.Document(paths).Generation);
        }
    }

    private static bool IsOwnerAlive(ChangeIntent intent)
    {
        var parts = intent.Owner.Split(' ', 2);
        // An owner on another host cannot be judged from here; its change is left to it.
        return parts[0] != HostIdentity.Current.Id || (ProcessIdentity.TryParse(parts[1], out var process) && process.IsAlive);
    }

    private static bool IsReadOnly(Exception refused) => refused switch
    {
        SqliteException sqlite => sqlite.SqliteErrorCode is SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PERM,
        StorageException storage => storage.Fault is StorageFault.ReadOnly or StorageFault.Denied,
        UnauthorizedAccessException => true,
        _ => false,
    };
}
