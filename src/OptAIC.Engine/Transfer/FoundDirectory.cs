using OptAIC.Definitions;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Transfer;

/// <summary>A directory with an instance, somewhere outside of the workspace; when it is in another workspace, that one has its definitions. It stays as it is.</summary>
internal sealed class FoundDirectory : IImportSource
{
    private readonly InstancePaths _paths;
    private readonly string _definitions;
    private readonly IReadOnlyList<InstanceFile> _files;

    private FoundDirectory(InstancePaths paths, string definitions, ArchivedInstance instance, IReadOnlyList<string> brought)
    {
        (_paths, _definitions, Instances, Definitions) = (paths, definitions, [instance], brought);
        _files =
        [
            .. InstanceFiles.Documents(paths),
            .. InstanceFiles.Sandbox(paths),
            .. InstanceFiles.Data(paths),
            .. InstanceFolder.Runs(paths, _ => { }).Where(r => RunStateMachine.IsFinal(r.Status)).SelectMany(r => InstanceFiles.Run(paths, r.Id)),
        ];
    }

    public IReadOnlyList<ArchivedInstance> Instances { get; }

    public IReadOnlyList<string> Definitions { get; }

    public int Files => _files.Count;

    public bool IsOurs => false;

    /// <summary>Looks at a directory.</summary>
    /// <param name="workspace">The workspace that it is to be brought to.</param>
    /// <param name="directory">The directory.</param>
    /// <param name="folder">A folder to make, for definitions.</param>
    /// <exception cref="ImportRefusedException">Definitions that it is pinned to are neither here nor there.</exception>
    public static FoundDirectory Open(WorkspaceContext workspace, string directory, string folder)
    {
        var paths = new InstancePaths(directory);
        var document = InstanceFolder.Document(paths);
        var parts = document.Parts.Where(p => !p.Shared).Select(p => InstanceFolder.Part(paths, p));
        var (brought, missing) = (new List<string>(), new List<OptIssue>());
        foreach (var pinned in parts.Append(document).SelectMany(d => d.Macros.Append(d.Definition)).OfType<PinnedDefinition>().Where(p => !p.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal)).DistinctBy(p => p.ToString()))
        {
            if (Bring(directory, pinned, folder))
            {
                brought.Add(pinned.ToString());
            }
            else if (!workspace.Definitions.Versions(pinned.Name).Contains(SemanticVersion.Parse(pinned.Version)))
            {
                missing.Add(new OptIssue { Severity = IssueSeverity.Error, Code = "missing_reference", Message = $"{document.Name} needs the definition {pinned}, which is not registered", File = directory });
            }
        }

        return missing.Count > 0 ? throw new ImportRefusedException(directory, missing, "register it first with 'optaic definition register'")
            : new FoundDirectory(paths, folder, new ArchivedInstance(document.Id, document.Name, document.Type, SpokenOf(paths), References(paths, document)), brought);
    }

    public InstancePaths PathsOf(ArchivedInstance instance) => _paths;

    public IEnumerable<InstanceFile> FilesOf(ArchivedInstance instance) => _files;

    public string FolderOf(string definition) => Path.Combine([_definitions, .. definition.Split('@')]);

    public void Dispose()
    {
        if (Directory.Exists(_definitions))
        {
            Directory.Delete(_definitions, recursive: true);
        }
    }

    // Without its manifest, which is not one of its files.
    private static bool Bring(string directory, PinnedDefinition pinned, string folder)
    {
        var there = Path.Combine(directory, "..", "..", "definitions", pinned.Name, pinned.Version);
        if (!Directory.Exists(there))
        {
            return false;
        }

        foreach (var file in RegisteredFolder.Open(there).Manifest.Files)
        {
            var target = Path.Combine([folder, pinned.Name, pinned.Version, .. file.Path.Split('/')]);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(there, file.Path), target);
            File.SetAttributes(target, File.GetAttributes(target) & ~FileAttributes.ReadOnly);
        }

        return true;
    }

    // A directory that was copied has records that speak of where it was.
    private static string SpokenOf(InstancePaths paths)
    {
        foreach (var run in InstanceFolder.Runs(paths, _ => { }))
        {
            var logs = Path.Combine("logs", run.Id.ToString("D"));
            if (run.LogPath.Replace('\\', '/').IndexOf("/" + logs.Replace('\\', '/'), StringComparison.Ordinal) is > 0 and var at)
            {
                return run.LogPath[..at];
            }
        }

        return paths.Directory;
    }

    private static IReadOnlyList<ArchivedReference> References(InstancePaths paths, InstanceDocument document)
    {
        var names = InstanceFolder.Runs(paths, _ => { }).SelectMany(r => r.InputVersions).GroupBy(i => i.Instance).ToDictionary(i => i.Key, i => i.Last().InstanceName);
        return
        [
            .. document.UpstreamRefs.Where(u => u.Resource != document.Id).Select(u => (u.Resource, Flow: (FlowKind?)u.Flow))
                .Concat(document.Parts.Where(p => p.Shared).Select(p => (Resource: p.Instance, Flow: (FlowKind?)null)))
                .GroupBy(r => r.Resource)
                .Select(r => new ArchivedReference(r.Key, names.GetValueOrDefault(r.Key, r.Key.ToString("D")), [.. r.Select(e => e.Flow).OfType<FlowKind>().Distinct()])),
        ];
    }
}
