using System.Text;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Instances;

/// <summary>Publishes a new instance: built aside, made visible by one rename, indexed.</summary>
internal static class InstanceWriter
{
    /// <summary>Writes it.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="document">The instance.</param>
    /// <param name="parts">Its inline parts.</param>
    /// <param name="fill">Puts more into the directory, while it is made aside.</param>
    /// <returns>The instance as the registry has it.</returns>
    /// <exception cref="NameTakenException">The name is in use.</exception>
    public static InstanceRow Publish(WorkspaceContext workspace, InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts, Action<InstancePaths>? fill = null)
    {
        var directoryName = WorkspacePaths.DirectoryName(document.Name, document.CreatedAt);
        var paths = workspace.PathsOf(directoryName);
        workspace.Registry.Announce(new ChangeIntent(directoryName, document.Id, document.Name, WorkspaceContext.Owner, document.CreatedAt));
        var staging = Path.Combine(workspace.Paths.Staging, directoryName);
        try
        {
            Stage(new InstancePaths(staging), document, parts);
            fill?.Invoke(new InstancePaths(staging));
            DurableDirectory.Publish(staging, paths.Directory, Durability.Truth);
        }
        catch
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }

            workspace.Registry.Remove(document.Id, directoryName);
            throw;
        }

        var runs = fill is null ? [] : InstanceFolder.Runs(paths);
        workspace.Registry.Put(InstanceFolder.Row(paths, document, runs), InstanceFolder.Schedules(paths, document, runs), runs);
        LatestPointer.Write(workspace.Paths, paths.Directory);
        workspace.Activity.Append("instance.created", document.Name, ("id", document.Id.ToString("D")), ("type", document.Type.ToString()), ("definition", document.DefinitionText()));
        return workspace.Registry.Instance(document.Id)!;
    }

    private static void Stage(InstancePaths staging, InstanceDocument document, IReadOnlyDictionary<PartRole, InstanceDocument> parts)
    {
        try
        {
            WriteStep.Before("make the folder", staging.Directory);
            Directory.CreateDirectory(staging.Runs);
            // The rename publishes, and flushes, the whole tree: single files need no flush of their own.
            DocumentFile.Write(staging.Document, document, DocumentJson.Default.InstanceDocument, Durability.Knowledge);
            foreach (var (role, part) in parts)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(staging.Part(role))!);
                DocumentFile.Write(staging.Part(role), part, DocumentJson.Default.InstanceDocument, Durability.Knowledge);
            }
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("create", staging.Directory, refused);
        }
    }
}

/// <summary>The file <c>latest</c> with the path of the newest instance, and a link to it where links are possible.</summary>
internal static class LatestPointer
{
    public const string LinkName = "latest_optaic_instance";

    public static void Write(WorkspacePaths workspace, string directory)
    {
        DurableFile.Write(workspace.Latest, Encoding.UTF8.GetBytes(directory + "\n"), Durability.Knowledge);
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        try
        {
            var link = Path.Combine(workspace.Root, LinkName);
            WriteStep.Before("link", link);
            var aside = $"{link}.{Environment.ProcessId}{DurableFile.TemporarySuffix}";
            File.CreateSymbolicLink(aside, directory);
            // File.Move does not see a link to a folder.
            if (UnixFile.Rename(aside, link) != 0)
            {
                File.Delete(aside);
            }
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            // A convenience: the file beside it says the same.
        }
    }
}
