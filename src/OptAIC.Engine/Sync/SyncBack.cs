using OptAIC.Definitions;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Sync;

/// <summary>
/// Copies files that runs changed in a sandbox back to the folder that the instance was made from. Three states of each are compared: as it was put into the
/// sandbox, as it is there now, as it is in the folder; what was changed on both sides is left alone.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="snapshot">Its instances.</param>
/// <param name="instance">The instance.</param>
/// <param name="folder">The folder to copy to; the one that the instance was made from when <c>null</c>.</param>
internal sealed class SyncBack(WorkspaceContext workspace, WorkspaceSnapshot snapshot, InstanceRow instance, string? folder)
{
    // What interpreters and editors leave is nobody's work.
    private static readonly string[] Passed = ["__pycache__", ".ipynb_checkpoints"];

    private readonly InstancePaths _paths = workspace.PathsOf(instance.Directory);

    /// <summary>Does it.</summary>
    /// <param name="whatIf">Only compare.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    /// <exception cref="SyncRefusedException">It is no workflow, has no sandbox, or its source folder is gone.</exception>
    public IReadOnlyList<OptSyncedFile> Run(bool whatIf, CancellationToken cancellation)
    {
        if (instance.Type != InstanceType.WorkflowInstance)
        {
            throw new SyncRefusedException($"'{instance.Name}' is a {instance.Type}; files of workflows are synced", "name a workflow");
        }

        // Nothing of it runs while its files are compared.
        using var guards = whatIf ? null : InstanceGuards.Take(workspace, snapshot, instance, cancellation);
        var document = InstanceFolder.Document(_paths);
        var source = Source(document);
        if (!Directory.Exists(_paths.Workflow))
        {
            throw new SyncRefusedException($"'{instance.Name}' has no sandbox yet: nothing has run in it", $"run it with 'optaic run {instance.Name}'");
        }

        var registered = Registered(document);
        var files = new List<OptSyncedFile>();
        foreach (var file in Compared(registered))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Synced(file, source, whatIf) is { } synced)
            {
                files.Add(synced);
            }
        }

        if (!whatIf)
        {
            Record(source, registered, files, [.. Compared(registered)]);
        }

        return files;
    }

    private string Source(InstanceDocument document)
    {
        if ((folder is null ? document.Backpack : Path.GetFullPath(folder)) is not { } source)
        {
            throw new SyncRefusedException($"it is not known from which folder '{instance.Name}' was made", "name it with --to DIR");
        }

        return Directory.Exists(Path.Combine(source, WorkflowFolder.Workflow)) ? WorkflowFolder.Programs(source)
            : Directory.Exists(source) ? throw new SyncRefusedException($"'{source}' has no folder {WorkflowFolder.Workflow}/, so it is not what '{instance.Name}' was made from", "name the backpack with --to DIR")
            : throw new SyncRefusedException($"the source folder of '{instance.Name}' is gone: {source}", "put it back, or say where it is now with --to DIR");
    }

    // The sandbox was filled for the last run, which may have been of an earlier version.
    private RegisteredFolder Registered(InstanceDocument document)
    {
        var last = InstanceFolder.Runs(_paths, _ => { }).LastOrDefault(r => r.StartedAt is not null)?.Definition;
        foreach (var definition in new[] { last, document.Definition!.ToString() }.OfType<string>())
        {
            var (name, version) = (definition.Split('@')[0], SemanticVersion.Parse(definition.Split('@')[1]));
            if (workspace.Definitions.Versions(name).Contains(version))
            {
                return RegisteredFolder.Open(workspace.Definitions.Get(name, version).Folder!);
            }
        }

        throw new SyncRefusedException($"{document.Definition} is not registered any more, so nobody knows what was put into the sandbox of '{instance.Name}'", "register it again");
    }

    private IEnumerable<ComparedFile> Compared(RegisteredFolder registered)
    {
        const string Prefix = WorkflowFolder.Workflow + "/";
        var before = registered.Manifest.Files.Where(f => f.Path.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Path[Prefix.Length..], f => f.Sha256, StringComparer.Ordinal);
        var data = DocumentFile.TryRead(_paths.PlacedData, DocumentJson.Default.PlacedDataDocument)?.Items.Select(i => i.Target).ToHashSet(StringComparer.Ordinal) ?? [];
        var now = InstanceFiles.Sandbox(_paths).Where(f => f.Name.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(f => f.Name[Prefix.Length..], f => f.Path, StringComparer.Ordinal);
        return before.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(p => !p.Split('/').Any(Passed.Contains) && !data.Any(d => p == d || p.StartsWith(d + "/", StringComparison.Ordinal)))
            .Select(p => new ComparedFile(p, now.GetValueOrDefault(p), before.GetValueOrDefault(p)));
    }

    private OptSyncedFile? Synced(ComparedFile file, string source, bool whatIf)
    {
        var target = Path.Combine([source, .. file.Name.Split('/')]);
        if (file.Path is null)
        {
            return File.Exists(target) ? Object(file, target, "deleted", "it was deleted in the sandbox; it stays in the source folder") : null;
        }

        var hash = HashedCopy.Hash(file.Path, CancellationToken.None).Sha256;
        if (hash == file.Before)
        {
            return null;
        }

        if (Link(source, file.Name) is { } link)
        {
            return Object(file, target, "conflict", $"'{link}' in the source folder is a link");
        }

        var there = File.Exists(target) ? HashedCopy.Hash(target, CancellationToken.None).Sha256 : null;
        if (there == hash)
        {
            return Object(file, target, "same", null);
        }

        if (there != file.Before || (there is null && Path.Exists(target)))
        {
            return Object(file, target, "conflict", file.Before is null ? "there is another file of that name in the source folder" : there is null ? "it was deleted in the source folder" : "it was changed in the source folder as well");
        }

        if (!whatIf)
        {
            Copy(file.Path, target);
        }

        return Object(file, target, file.Before is null ? "added" : "changed", null);
    }

    private static void Copy(string file, string target)
    {
        var parent = Path.GetDirectoryName(target)!;
        try
        {
            WriteStep.Before("make the folder", parent);
            Directory.CreateDirectory(parent);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("create", parent, refused);
        }

        DurableFile.Build(target, aside => File.Copy(file, aside));
        DurableDirectory.Flush(parent);
    }

    // Through a link the copy would land somewhere else.
    private static string? Link(string source, string name)
    {
        var parts = name.Split('/');
        for (var depth = 1; depth <= parts.Length; depth++)
        {
            var place = Path.Combine([source, .. parts[..depth]]);
            if (new FileInfo(place).LinkTarget is not null)
            {
                return string.Join('/', parts[..depth]);
            }
        }

        return null;
    }

    private OptSyncedFile Object(ComparedFile file, string target, string action, string? reason) =>
        new() { Instance = instance.Name, InstanceId = instance.Id, File = file.Name, Action = action, Reason = reason, Target = target };

    private void Record(string source, RegisteredFolder registered, List<OptSyncedFile> files, IReadOnlyList<ComparedFile> compared)
    {
        var byName = compared.ToDictionary(f => f.Name, StringComparer.Ordinal);
        var document = new SyncDocument
        {
            At = workspace.Time.GetUtcNow(),
            Source = source,
            Definition = $"{registered.Manifest.Name}@{registered.Manifest.Version}",
            Files =
            [
                .. files.Select(f => new SyncedFile(f.File, f.Action, byName[f.File].Path is { } path ? HashedCopy.Hash(path, CancellationToken.None).Sha256 : null, byName[f.File].Before, f.Reason)),
            ],
        };
        DocumentFile.Write(Path.Combine(_paths.Metadata, "sync.json"), document, DocumentJson.Default.SyncDocument, Durability.Truth);
        workspace.Activity.Append("instance.synced", instance.Name, ("id", instance.Id.ToString("D")), ("source", source), ("files", string.Join(", ", files.Where(f => f.Action is "added" or "changed").Select(f => f.File))));
    }

    /// <summary>A file of the sandbox.</summary>
    /// <param name="Name">Its path below <c>workflow/</c>.</param>
    /// <param name="Path">Where it is; <c>null</c> when it is gone.</param>
    /// <param name="Before">Hash of what was put there; <c>null</c> when a run made it.</param>
    private sealed record ComparedFile(string Name, string? Path, string? Before);
}
