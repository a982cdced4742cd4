using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Backpacks;

/// <summary>
/// The data of an instance: had through the cache, put into its sandbox, looked at before every run. A file that a run changed is put back: what a
/// run reads is what its <c>data.yml</c> says.
/// </summary>
/// <param name="workspace">The workspace.</param>
/// <param name="instance">Name of the instance, for messages.</param>
/// <param name="paths">The instance.</param>
internal sealed class WorkflowData(WorkspacePaths workspace, string instance, InstancePaths paths)
{
    private const int AtATime = 4;

    private readonly DataCache _cache = new(workspace);

    /// <summary>Sees to it that every item is in its place.</summary>
    /// <param name="folder">Folder of the definition.</param>
    /// <param name="items">The items.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DataFailedException">An item cannot be had.</exception>
    public async Task<IReadOnlyList<RunData>> PlaceAsync(string folder, IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var known = DocumentFile.TryRead(paths.PlacedData, DocumentJson.Default.PlacedDataDocument)?.Items.ToDictionary(i => i.Name, StringComparer.Ordinal) ?? [];
        var fetch = new DataFetch(_cache, instance, folder, TimeProvider.System);
        var placed = new PlacedData[items.Count];
        await Parallel.ForAsync(0, items.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation }, (i, stop) =>
        {
            placed[i] = Place(items[i], fetch, known.GetValueOrDefault(items[i].Name), stop);
            return ValueTask.CompletedTask;
        }).ConfigureAwait(false);
        DocumentFile.Write(paths.PlacedData, new PlacedDataDocument { Items = placed }, DocumentJson.Default.PlacedDataDocument, Durability.Knowledge);
        return [.. placed.Select(p => new RunData(p.Name, p.Target, p.Sha256, p.Size, p.Source, p.FetchedAt))];
    }

    /// <summary>Gets every item into the cache, and puts none anywhere.</summary>
    /// <inheritdoc cref="PlaceAsync"/>
    public void Fetch(string folder, IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var fetch = new DataFetch(_cache, instance, folder, TimeProvider.System);
        foreach (var item in items)
        {
            fetch.Fetch(item, known: null, cancellation);
        }
    }

    private PlacedData Place(DataItem item, DataFetch fetch, PlacedData? known, CancellationToken cancellation)
    {
        var (data, validator) = fetch.Fetch(item, known, cancellation);
        var target = Path.Combine(paths.Workflow, item.Target.Replace('/', Path.DirectorySeparatorChar));
        if (!IsThere(target, data, known, cancellation))
        {
            MakeFolder(item, Path.GetDirectoryName(target)!);
            Copy(data.Path, target);
        }

        return new PlacedData
        {
            Name = item.Name,
            Target = item.Target,
            Sha256 = data.Sha256,
            Size = data.Size,
            Source = data.Source,
            FetchedAt = data.FetchedAt,
            Validator = validator,
            ModifiedTicks = File.GetLastWriteTimeUtc(target).Ticks,
        };
    }

    private static bool IsThere(string target, CachedData data, PlacedData? known, CancellationToken cancellation) =>
        new FileInfo(target) is { Exists: true, LinkTarget: null } there && there.Length == data.Size
        && ((known?.Sha256 == data.Sha256 && known.ModifiedTicks == there.LastWriteTimeUtc.Ticks) || HashedCopy.Hash(target, cancellation).Sha256 == data.Sha256);

    // A run can have put a link where a folder was; through it a file would come to lie elsewhere.
    private void MakeFolder(DataItem item, string folder)
    {
        for (var at = folder; at.Length > paths.Workflow.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new DirectoryInfo(at).LinkTarget is not null)
            {
                throw new DataFailedException(instance, item.Name, [$"'{at}' is a link, and links are not followed"], canPass: false);
            }
        }

        Directory.CreateDirectory(folder);
    }

    private static void Copy(string source, string target)
    {
        var aside = $"{target}.{Guid.NewGuid():N}{DurableFile.TemporarySuffix}";
        try
        {
            WriteStep.Before("copy", target);
            File.Copy(source, aside);
            File.SetAttributes(aside, File.GetAttributes(aside) & ~FileAttributes.ReadOnly);
            File.Move(aside, target, overwrite: true);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            File.Delete(aside);
            throw StorageException.From("copy", target, refused);
        }
    }
}
