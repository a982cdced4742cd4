using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Transfer;

/// <summary>
/// Brings the instances of an archive into a workspace: all of them, or none. Everything is verified and made aside first; a kill at any point leaves
/// nothing of it or is finished by whoever opens the workspace next.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="path">The archive or directory, a full path.</param>
/// <param name="open">Opens it, given a folder that it may make.</param>
internal sealed class InstanceImport(WorkspaceContext workspace, string path, Func<string, IImportSource> open)
{
    // Only held while names are looked up and reserved.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Does it.</summary>
    /// <param name="name">Another name for the only instance of the archive.</param>
    /// <param name="whatIf">Verify and work out everything, and import nothing.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    public OptInstanceArchive Run(string? name, bool whatIf, CancellationToken cancellation)
    {
        var folder = CommittedImport.NewFolder(workspace.Paths);
        WriteStep.Before("make the folder", folder);
        DurableDirectory.Create(folder);
        try
        {
            using var archive = open(Path.Combine(folder, "source"));
            CheckDefinitions(archive);
            var plan = Plan(archive, name, whatIf, cancellation);
            if (!whatIf)
            {
                Write(archive, plan, folder, cancellation);
            }

            return Describe(archive, plan);
        }
        finally
        {
            // What is committed and not in its place yet is finished by the next who opens the workspace.
            if (Directory.Exists(folder) && (!CommittedImport.IsCommitted(folder) || Directory.GetDirectories(folder).Length == 0))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    // Two imports of one archive must not both find its ids free.
    private IReadOnlyList<PlannedImport> Plan(IImportSource archive, string? name, bool whatIf, CancellationToken cancellation)
    {
        using var guard = whatIf ? null : GuardFile.TryAcquire(workspace.Paths.Guard, Patience, cancellation) ?? throw new WorkspaceBusyException(workspace.Paths.Root);
        var plan = new ImportPlan(workspace, archive, path).Of(name);
        var announced = new List<PlannedImport>();
        try
        {
            foreach (var instance in whatIf ? [] : plan)
            {
                workspace.Registry.Announce(new ChangeIntent(instance.Directory, IdOf(instance), instance.Identity.Name, WorkspaceContext.Owner, workspace.Time.GetUtcNow()));
                announced.Add(instance);
            }
        }
        catch
        {
            Forget(announced);
            throw;
        }

        return plan;
    }

    private void Write(IImportSource archive, IReadOnlyList<PlannedImport> plan, string folder, CancellationToken cancellation)
    {
        try
        {
            RegisterDefinitions(archive);
            Stage(archive, plan, folder, cancellation);
            archive.Dispose();
            CommittedImport.Write(workspace.Paths, folder, [.. plan.Select(p => p.Directory)]);
        }
        catch when (!CommittedImport.IsCommitted(folder))
        {
            Forget(plan);
            throw;
        }

        foreach (var instance in plan)
        {
            InstanceReindex.FromDirectory(workspace, workspace.Registry, IdOf(instance), instance.Directory);
        }

        if (workspace.Registry.Instances().MaxBy(i => i.CreatedAt) is { } newest)
        {
            LatestPointer.Write(workspace.Paths, workspace.Paths.InstanceDirectory(newest.Directory));
        }

        Tell(plan);
    }

    private void Forget(IEnumerable<PlannedImport> announced)
    {
        foreach (var instance in announced)
        {
            workspace.Registry.Remove(IdOf(instance), instance.Directory);
        }
    }

    private static Guid IdOf(PlannedImport instance) => instance.Identity.IdOf(instance.Archived.Id);

    // Versions never change: one that is here with other content cannot be meant by an instance that is pinned to it.
    private void CheckDefinitions(IImportSource archive)
    {
        foreach (var definition in archive.Definitions)
        {
            using var place = DefinitionPlace.Open(archive.FolderOf(definition), workspace.Paths.Staging);
            using (workspace.Definitions.Preview(place, out var loaded))
            {
                if (loaded.ToString() != definition)
                {
                    throw Archives.ArchiveRefusedException.Because(path, $"definitions/{definition.Replace('@', '/')}", $"it is {loaded}");
                }
            }

            var parsed = definition.Split('@');
            if (workspace.Definitions.Versions(parsed[0]).Any(v => v.ToString() == parsed[1])
                && RegisteredFolder.Open(workspace.Definitions.Get(parsed[0], SemanticVersion.Parse(parsed[1])).Folder!).Compare(UnregisteredDefinition.Scan(place).Hash()) is { Count: > 0 } differences)
            {
                throw new DefinitionVersionExistsException(definition, differences);
            }
        }
    }

    private void RegisterDefinitions(IImportSource archive)
    {
        foreach (var definition in archive.Definitions)
        {
            new DefinitionFacade(workspace).Register(archive.FolderOf(definition));
        }
    }

    private static void Stage(IImportSource archive, IReadOnlyList<PlannedImport> plan, string folder, CancellationToken cancellation)
    {
        foreach (var instance in plan)
        {
            var directory = Path.Combine(folder, instance.Directory);
            DurableDirectory.Create(new InstancePaths(directory).Runs);
            foreach (var file in archive.FilesOf(instance.Archived))
            {
                cancellation.ThrowIfCancellationRequested();
                instance.Identity.Bring(file, directory, archive.IsOurs);
            }
        }
    }

    private void Tell(IReadOnlyList<PlannedImport> plan)
    {
        foreach (var instance in plan)
        {
            var document = InstanceFolder.Document(workspace.PathsOf(instance.Directory));
            workspace.Activity.Append("instance.imported", document.Name, ("id", document.Id.ToString("D")), ("from", path));
            if (instance.IsOther)
            {
                workspace.Warn($"{instance.Archived.Name} is here already: {document.Name} is another instance, with ids of its own and its schedules disabled");
            }

            if (document.SourcePaths.Where(s => !s.AsSpan().ContainsAny('*', '?') && !s.Contains("://", StringComparison.Ordinal) && !Path.Exists(s)).ToList() is { Count: > 0 } missing)
            {
                workspace.Warn($"{document.Name} reads {string.Join(", ", missing)}, which {(missing.Count == 1 ? "is" : "are")} not on this machine; 'optaic instance set' gives it another path");
            }
        }
    }

    private OptInstanceArchive Describe(IImportSource source, IReadOnlyList<PlannedImport> plan) => new()
    {
        Path = path,
        Instances = [.. plan.Select(p => p.Identity.Name)],
        Definitions = source.Definitions,
        Files = source.Files,
        Size = File.Exists(path) ? new FileInfo(path).Length : 0,
    };
}
