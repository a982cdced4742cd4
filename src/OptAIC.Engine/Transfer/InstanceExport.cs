using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using OptAIC.Definitions;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Data;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Sqlite;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Transfer;

/// <summary>
/// Writes instances into one archive, with the definitions that they are pinned to: whatever is needed to go on with them elsewhere. It is read back
/// before it appears. Nothing of an instance runs while its files are packed.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="path">The archive, a full path.</param>
/// <param name="request">What of them is taken along.</param>
internal sealed class InstanceExport(WorkspaceContext workspace, string path, ExportRequest request)
{
    // Equal content makes an equal archive; this is the earliest time that a ZIP file can hold.
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly WorkspaceSnapshot _snapshot = new(workspace);

    /// <summary>Writes it.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="cancellation">Stops it; nothing is left then.</param>
    public OptInstanceArchive Write(IReadOnlyList<InstanceRow> instances, CancellationToken cancellation)
    {
        InstanceArchiveManifest manifest = null!;
        var size = 0L;
        FileAside.Write(path, request.Overwrite, file =>
        {
            manifest = Pack(file, instances, cancellation);
            file.Position = 0;
            ZipPacking.Verify(file, path, manifest.Files, cancellation);
            size = file.Length;
        });
        return new OptInstanceArchive
        {
            Path = path,
            Instances = [.. instances.Select(i => i.Name)],
            Definitions = manifest.Definitions,
            Files = manifest.Files.Count,
            Size = size,
        };
    }

    private InstanceArchiveManifest Pack(FileStream file, IReadOnlyList<InstanceRow> instances, CancellationToken cancellation)
    {
        using var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true);
        var packing = new ZipPacking(path, zip, Time);
        var definitions = new SortedDictionary<string, PinnedDefinition>(StringComparer.Ordinal);
        var archived = new List<ArchivedInstance>();
        foreach (var instance in instances)
        {
            WriteStep.Before("pack", path);
            archived.Add(Pack(packing, instance, definitions, cancellation));
        }

        foreach (var definition in definitions.Values)
        {
            Pack(packing, definition, cancellation);
        }

        var manifest = new InstanceArchiveManifest
        {
            Workspace = workspace.Document.Id,
            Archived = archived,
            Definitions = [.. definitions.Keys],
            Files = packing.Files,
        };
        using var json = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, TransferJson.Default.InstanceArchiveManifest));
        packing.Add(InstanceArchiveManifest.FileName, json, cancellation);
        return manifest with { Files = packing.Files };
    }

    private ArchivedInstance Pack(ZipPacking packing, InstanceRow instance, SortedDictionary<string, PinnedDefinition> definitions, CancellationToken cancellation)
    {
        var (paths, folder) = (workspace.PathsOf(instance.Directory), $"instances/{instance.Id:D}/");
        using var guards = InstanceGuards.Take(workspace, _snapshot, instance, cancellation);
        var present = PresentInstance.Read(workspace, instance);
        DataSwap.Finish(paths, present.Document.Generation);
        foreach (var file in Files(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            if (InstanceFiles.IsDatabase(file.Name))
            {
                PackDatabase(packing, folder + file.Name, file.Path, cancellation);
            }
            else
            {
                packing.Add(folder + file.Name, file.Path, cancellation);
            }
        }

        foreach (var pinned in present.Parts.Values.Append(present.Document).SelectMany(d => d.Macros.Append(d.Definition)).OfType<PinnedDefinition>())
        {
            if (!pinned.Name.StartsWith(BuiltinDefinitions.Prefix, StringComparison.Ordinal))
            {
                definitions[pinned.ToString()] = pinned;
            }
        }

        return new ArchivedInstance(instance.Id, present.Document.Name, present.Document.Type, paths.Directory, [.. References(present.Document)]);
    }

    private IEnumerable<InstanceFile> Files(InstancePaths paths)
    {
        var runs = request.SkipRuns || request.SkipData ? [] : InstanceFolder.Runs(paths, problem => workspace.Warn($"{problem.Message}; the run is left out")).Where(r => RunStateMachine.IsFinal(r.Status)).Select(r => r.Id);
        var makers = request.SkipData ? [] : InstanceFiles.MakersOf(paths).Where(r => File.Exists(paths.RunRecord(r)));
        return
        [
            .. InstanceFiles.Documents(paths),
            .. InstanceFiles.Sandbox(paths),
            .. request.SkipData ? [] : InstanceFiles.Data(paths),
            .. runs.Union(makers).SelectMany(r => InstanceFiles.Run(paths, r)),
        ];
    }

    // Whole, whatever is in the log beside it.
    private void PackDatabase(ZipPacking packing, string name, string file, CancellationToken cancellation)
    {
        DurableDirectory.Create(workspace.Paths.Staging);
        var aside = Path.Combine(workspace.Paths.Staging, $"export_{Guid.CreateVersion7():N}{DurableFile.TemporarySuffix}");
        try
        {
            WriteStep.Before("copy", aside);
            using (var source = SqliteDatabase.Open(file, SqliteOpenMode.ReadWrite, ""))
            {
                source.Execute("VACUUM INTO $1", aside);
            }

            packing.Add(name, aside, cancellation);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    private void Pack(ZipPacking packing, PinnedDefinition pinned, CancellationToken cancellation)
    {
        var registered = RegisteredFolder.Open(workspace.Definitions.Get(pinned.Name, SemanticVersion.Parse(pinned.Version)).Folder!);
        if (registered.Check() is { Count: > 0 } changes)
        {
            throw new DefinitionChangedException(pinned.ToString(), changes);
        }

        WriteStep.Before("pack", path);
        foreach (var file in registered.Manifest.Files)
        {
            packing.Add($"definitions/{pinned.Name}/{pinned.Version}/{file.Path}", Path.Combine(registered.Path, file.Path), cancellation);
        }
    }

    private IEnumerable<ArchivedReference> References(InstanceDocument document) =>
        document.UpstreamRefs.Where(u => u.Resource != document.Id).Select(u => (u.Resource, Flow: (Model.FlowKind?)u.Flow))
            .Concat(document.Parts.Where(p => p.Shared).Select(p => (Resource: p.Instance, Flow: (Model.FlowKind?)null)))
            .GroupBy(r => r.Resource)
            .Select(r => new ArchivedReference(r.Key, _snapshot.Find(r.Key)?.Name ?? r.Key.ToString("D"), [.. r.Select(e => e.Flow).OfType<Model.FlowKind>().Distinct()]));
}
