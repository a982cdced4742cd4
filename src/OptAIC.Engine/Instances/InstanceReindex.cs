using OptAIC.Engine.Documents;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>Makes the registry say of an instance what its directory says.</summary>
internal static class InstanceReindex
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Puts the instance into the registry as its directory has it, or takes it out when the directory is gone.</summary>
    public static void FromDirectory(WorkspaceContext workspace, RegistryIndex index, Guid instance, string directoryName)
    {
        var paths = workspace.PathsOf(directoryName);
        if (!File.Exists(paths.Document))
        {
            index.Remove(instance, directoryName);
            return;
        }

        try
        {
            // Which version of a model is active changes under a guard of its own, whatever else happens to the instance.
            using var models = Directory.Exists(paths.Models) ? GuardFile.TryAcquire(paths.ModelGuard, Patience) : null;
            var runs = InstanceFolder.Runs(paths, _ => { });
            var document = InstanceFolder.Document(paths);
            index.Put(InstanceFolder.Row(paths, document, runs), InstanceFolder.Schedules(paths, document, runs), runs);
        }
        catch (UnreadableDocumentException)
        {
            // The row stays as it was and the intent stays open; 'doctor' and 'registry check' report the file.
        }
    }

    /// <summary>The same when nothing but schedules has changed: runs are left alone, which may be under way.</summary>
    public static void Schedules(WorkspaceContext workspace, RegistryIndex index, string directoryName)
    {
        var paths = workspace.PathsOf(directoryName);
        var document = InstanceFolder.Document(paths);
        var runs = InstanceFolder.Runs(paths, _ => { });
        index.SchedulesChanged(InstanceFolder.Row(paths, document, runs), InstanceFolder.Schedules(paths, document, runs));
    }
}
