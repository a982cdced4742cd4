using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Naming;

namespace OptAIC.Engine.Transfer;

/// <summary>
/// Takes in a directory with an instance that the registry does not know. One below <c>instances/</c> is registered where it is, one in the trash goes back to
/// its place; both stay who they are. One from anywhere else is copied, as an import is.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="directory">The directory, a full path.</param>
internal sealed class InstanceAdoption(WorkspaceContext workspace, string directory)
{
    private readonly WorkspaceSnapshot _snapshot = new(workspace);

    /// <summary>Does it.</summary>
    /// <returns>The name of the instance.</returns>
    public string Run(string? name, bool whatIf, CancellationToken cancellation)
    {
        var paths = new InstancePaths(directory);
        if (!File.Exists(paths.Document))
        {
            throw new AdoptionRefusedException($"'{directory}' holds no instance: there is no {InstancePaths.DocumentName} in it", "name the directory of an instance");
        }

        if (name is not null)
        {
            InstanceName.Check(name);
        }

        var document = InstanceFolder.Document(paths);
        return Path.GetDirectoryName(directory) is var parent && (parent == workspace.Paths.Instances || parent == workspace.Paths.Trash)
            ? Register(paths, document, name, whatIf)
            : new InstanceImport(workspace, directory, folder => FoundDirectory.Open(workspace, directory, folder)).Run(name, whatIf, cancellation).Instances[0];
    }

    private string Register(InstancePaths paths, InstanceDocument document, string? name, bool whatIf)
    {
        var known = _snapshot.Find(document.Id);
        var there = known is null ? null : workspace.PathsOf(known.Directory).Directory;
        if (there is not null && Directory.Exists(there))
        {
            return there == directory && name is null ? known!.Name
                : throw new AdoptionRefusedException(
                    there == directory ? $"'{known!.Name}' is registered" : $"'{directory}' is the same instance as {known!.Name} in {there}",
                    there == directory ? "give it another name with 'optaic instance rename'" : "move the directory out of the workspace and adopt it from there: then it gets ids of its own");
        }

        var wanted = name ?? document.Name;
        if (_snapshot.Find(wanted) is { } other && other.Id != document.Id)
        {
            throw new NameTakenException(other.Name);
        }

        if (!whatIf)
        {
            Write(paths, document, wanted, known?.Directory ?? ProperName(document));
        }

        return wanted;
    }

    private string ProperName(InstanceDocument document) =>
        Path.GetFileName(directory) is var own && own.StartsWith(WorkspacePaths.InstancePrefix, StringComparison.Ordinal) ? own : WorkspacePaths.DirectoryName(document.Name, document.CreatedAt);

    // Moved to the place that its documents speak of, when it is known.
    private void Write(InstancePaths paths, InstanceDocument document, string name, string directoryName)
    {
        var target = workspace.PathsOf(directoryName);
        workspace.Registry.Announce(new ChangeIntent(directoryName, document.Id, name, WorkspaceContext.Owner, workspace.Time.GetUtcNow()));
        try
        {
            if (name != document.Name)
            {
                DurableDirectory.Create(paths.History);
                DurableFile.Write(paths.HistoryOf(document.Generation), DurableFile.ReadShared(paths.Document), Durability.Truth);
                DocumentFile.Write(paths.Document, document with { Name = name, Generation = document.Generation + 1 }, DocumentJson.Default.InstanceDocument, Durability.Truth);
            }

            if (target.Directory != directory)
            {
                DurableDirectory.Publish(directory, target.Directory, Durability.Knowledge);
                DurableDirectory.Flush(workspace.Paths.Instances);
                DurableDirectory.Flush(Path.GetDirectoryName(directory)!);
            }
        }
        finally
        {
            InstanceReindex.FromDirectory(workspace, workspace.Registry, document.Id, directoryName);
        }

        workspace.Activity.Append("instance.adopted", name, ("id", document.Id.ToString("D")), ("from", directory));
        var missing = document.UpstreamRefs.Select(u => u.Resource).Concat(document.Parts.Where(p => p.Shared).Select(p => p.Instance)).Where(r => r != document.Id && _snapshot.Find(r) is null).Distinct().ToList();
        if (missing.Count > 0)
        {
            workspace.Warn($"{name} refers to instances that are not here: {string.Join(", ", missing)}; 'optaic instance set' gives it others");
        }
    }
}
