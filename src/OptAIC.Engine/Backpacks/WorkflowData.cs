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
/// <param name="tell">Told how far it is, in words.</param>
internal sealed class WorkflowData(WorkspaceContext workspace, string instance, InstancePaths paths, Action<string>? tell = null)
{
    private const int AtATime = 4;
    private const int MostAttempts = 3;
    private const long BetweenWordsMs = 200;

    private readonly DataCache _cache = new(workspace.Paths);
    private long _toldAt;

    /// <summary>Sees to it that every item is in its place.</summary>
    /// <param name="folder">Folder of the definition.</param>
    /// <param name="items">The items.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="DataFailedException">An item cannot be had.</exception>
    public async Task<IReadOnlyList<RunData>> PlaceAsync(string folder, IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var known = Known();
        var placed = new PlacedData[items.Count];
        await EachAsync(items, async (i, fetch, stop) =>
        {
            placed[i] = await PutAsync(fetch, items[i], known.GetValueOrDefault(items[i].Name), stop).ConfigureAwait(false);
        }, folder, cancellation).ConfigureAwait(false);
        DocumentFile.Write(paths.PlacedData, new PlacedDataDocument { Items = placed }, DocumentJson.Default.PlacedDataDocument, Durability.Knowledge);
        return [.. placed.Select(p => new RunData(p.Name, p.Target, p.Sha256, p.Size, p.Source, p.FetchedAt))];
    }

    /// <summary>Gets every item into the cache, and puts none anywhere.</summary>
    /// <inheritdoc cref="PlaceAsync"/>
    public Task FetchAsync(string folder, IReadOnlyList<DataItem> items, CancellationToken cancellation) =>
        EachAsync(items, (i, fetch, stop) => fetch.FetchAsync(items[i], known: null, stop), folder, cancellation);

    /// <summary>Holds what lies in the sandbox against what was put there and what is declared, byte by byte. Changes nothing, and asks no source.</summary>
    public IReadOnlyList<OptDataItem> Verify(IReadOnlyList<DataItem> items, CancellationToken cancellation)
    {
        var known = Known();
        return [.. items.AsParallel().AsOrdered().WithDegreeOfParallelism(AtATime).Select(item => Verify(item, known.GetValueOrDefault(item.Name), cancellation))];
    }

    private async Task<PlacedData> PutAsync(DataFetch fetch, DataItem item, PlacedData? last, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (data, validator) = await fetch.FetchAsync(item, last, cancellation).ConfigureAwait(false);
            try
            {
                return new PlacedData
                {
                    Name = item.Name,
                    Target = item.Target,
                    Sha256 = data.Sha256,
                    Size = data.Size,
                    Source = data.Source,
                    FetchedAt = data.FetchedAt,
                    Validator = validator,
                    State = new DataPlace(instance, paths.Workflow, item).Put(data, last, cancellation),
                };
            }
            catch (Exception gone) when (gone is StorageException or IOException && attempt < MostAttempts && !File.Exists(data.Path))
            {
                // Somebody cleared the cache between the two.
            }
        }
    }

    private OptDataItem Verify(DataItem item, PlacedData? known, CancellationToken cancellation)
    {
        var place = new DataPlace(instance, paths.Workflow, item);
        var isOther = known is not null && ((item.Sha256 is { } hash && hash != known.Sha256) || (item.Size is { } size && size != known.Size) || known.Target != item.Target);
        return new OptDataItem
        {
            Instance = instance,
            Name = item.Name,
            Target = item.Target,
            Sha256 = known?.Sha256 ?? item.Sha256,
            Size = known?.Size ?? item.Size,
            Source = known?.Source,
            FetchedAt = known?.FetchedAt,
            Status = known is null || isOther ? "not_fetched" : place.State() is null ? "missing" : place.IsWhole(known, cancellation) ? "whole" : "changed",
        };
    }

    private Dictionary<string, PlacedData> Known() =>
        DocumentFile.TryRead(paths.PlacedData, DocumentJson.Default.PlacedDataDocument)?.Items.ToDictionary(i => i.Name, StringComparer.Ordinal) ?? [];

    private Task EachAsync(IReadOnlyList<DataItem> items, Func<int, DataFetch, CancellationToken, Task> work, string folder, CancellationToken cancellation)
    {
        var fetch = new DataFetch(_cache, instance, folder, workspace.Time, Tell);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellation };
        return Parallel.ForAsync(0, items.Count, options, async (i, stop) => await work(i, fetch, stop).ConfigureAwait(false));
    }

    // Not more often than anybody can read.
    private void Tell(DataProgress progress)
    {
        var (now, last) = (Environment.TickCount64, Interlocked.Read(ref _toldAt));
        if (tell is not null && now - last >= BetweenWordsMs && Interlocked.CompareExchange(ref _toldAt, now, last) == last)
        {
            tell(progress.ToString());
        }
    }
}
