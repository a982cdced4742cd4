using OptAIC.Engine.Archives;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;
using OptAIC.Naming;

namespace OptAIC.Engine.Transfer;

/// <summary>An instance as it will be imported.</summary>
/// <param name="Archived">The instance in the archive.</param>
/// <param name="Directory">Name of its new directory.</param>
/// <param name="Identity">Who it will be.</param>
/// <param name="IsOther">Whether it gets ids of its own, because the instance that was exported is here.</param>
internal sealed record PlannedImport(ArchivedInstance Archived, string Directory, InstanceIdentity Identity, bool IsOther);

/// <summary>
/// Works out who the instances of an archive will be in a workspace. Ids stay where they are free. What they refer to is looked for in the archive, then by
/// id, then by name.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="archive">The archive.</param>
/// <param name="path">Its path, for messages.</param>
internal sealed class ImportPlan(WorkspaceContext workspace, IImportSource archive, string path)
{
    private readonly WorkspaceSnapshot _snapshot = new(workspace);
    private readonly List<OptIssue> _issues = [];

    /// <summary>Works it out.</summary>
    /// <param name="name">Another name for the only instance of the archive; <c>null</c> leaves names as they are.</param>
    /// <exception cref="ImportRefusedException">A name is taken, or something that is referred to is missing; all are listed.</exception>
    public IReadOnlyList<PlannedImport> Of(string? name)
    {
        var documents = archive.Instances.ToDictionary(a => a, Read);
        if (name is not null && documents.Count != 1)
        {
            throw new ImportRefusedException(path, [Issue("several_instances", $"it holds {documents.Count} instances, and one name is given")], "leave the name out, or export that one alone");
        }

        var names = documents.Keys.ToDictionary(a => a, a => Checked(name ?? a.Name));
        foreach (var twice in names.Values.GroupBy(n => n, InstanceName.Comparer).Where(n => n.Count() > 1))
        {
            throw ArchiveRefusedException.Because(path, InstanceArchiveManifest.FileName, $"two instances are named '{twice.Key}'");
        }

        // What another process is just importing is here as well.
        var coming = workspace.Registry.Intents().Select(i => i.Instance).ToHashSet();
        var ids = documents.Keys.Where(a => _snapshot.Find(a.Id) is not null || coming.Contains(a.Id)).ToDictionary(a => a.Id, _ => Guid.CreateVersion7());
        var others = References(documents.Keys);
        if (_issues.Count > 0)
        {
            throw new ImportRefusedException(path, _issues, _issues[0].Code == "missing_reference" ? "import or make these first, under the names that are given" : "give another name with --name, or rename the instances that are here");
        }

        foreach (var (there, here) in others)
        {
            ids[there] = here;
        }

        return [.. documents.Select((d, at) => Planned(d.Key, d.Value, names[d.Key], ids, at))];
    }

    private InstanceDocument Read(ArchivedInstance archived)
    {
        var paths = archive.PathsOf(archived);
        var document = InstanceFolder.Document(paths);
        foreach (var part in document.Parts.Where(p => !p.Shared))
        {
            InstanceFolder.Part(paths, part);
        }

        return document.Id == archived.Id && document.Name == archived.Name ? document
            : throw ArchiveRefusedException.Because(path, $"instances/{archived.Id:D}/{InstancePaths.DocumentName}", "it is not the instance that the manifest names");
    }

    private string Checked(string name)
    {
        if (InstanceName.Problem(name) is { } problem)
        {
            _issues.Add(Issue("illegal_name", $"the name '{name}' {problem}"));
        }
        else if (_snapshot.Find(name) is { } there)
        {
            _issues.Add(Issue("name_taken", $"there is already an instance named '{there.Name}'"));
        }

        return name;
    }

    // What is not in the archive, by id there and here.
    private Dictionary<Guid, Guid> References(IEnumerable<ArchivedInstance> instances)
    {
        var own = instances.Select(i => i.Id).ToHashSet();
        var found = new Dictionary<Guid, Guid>();
        foreach (var reference in instances.SelectMany(i => i.References.Select(r => (i.Name, Reference: r))).Where(r => !own.Contains(r.Reference.Id)))
        {
            var (of, (id, name, flows)) = reference;
            if ((_snapshot.Find(id) ?? _snapshot.Find(name)) is not { } here)
            {
                _issues.Add(Issue("missing_reference", $"{of} needs the instance '{name}', which is not here"));
            }
            else if (flows.Where(f => here.Flows.All(h => h.Key.Flow != f)).ToList() is { Count: > 0 } missing)
            {
                _issues.Add(Issue("missing_reference", $"{of} reads {name}.{Model.SnakeCase.Of(missing[0])}, and '{here.Name}' has no such flow"));
            }
            else if (here.Id != id)
            {
                found[id] = here.Id;
            }
        }

        return found;
    }

    private PlannedImport Planned(ArchivedInstance archived, InstanceDocument document, string name, Dictionary<Guid, Guid> ids, int at)
    {
        var isOther = ids.ContainsKey(archived.Id);
        var own = new Dictionary<Guid, Guid>(ids);
        if (isOther)
        {
            foreach (var id in document.Parts.Where(p => !p.Shared).Select(p => p.Instance).Concat(document.Flows.Select(f => Guid.Parse(f.Handle.Id))))
            {
                own[id] = Guid.CreateVersion7();
            }

            foreach (var run in InstanceFolder.Runs(archive.PathsOf(archived)))
            {
                own[run.Id] = Guid.CreateVersion7(run.CreatedAt);
            }
        }

        // Names of directories are unique in their microsecond; instances that are made at once must not share it.
        var time = isOther ? workspace.Time.GetUtcNow().AddMicroseconds(at) : document.CreatedAt;
        var directory = WorkspacePaths.DirectoryName(name, time);
        if (Path.Exists(workspace.Paths.InstanceDirectory(directory)))
        {
            directory = WorkspacePaths.DirectoryName(name, workspace.Time.GetUtcNow().AddMicroseconds(at));
        }

        return new PlannedImport(archived, directory, new InstanceIdentity(own, archived.Directory, workspace.Paths.InstanceDirectory(directory), name) { IsOther = isOther }, isOther);
    }

    private OptIssue Issue(string code, string message) => new() { Severity = IssueSeverity.Error, Code = code, Message = message, File = path };
}
