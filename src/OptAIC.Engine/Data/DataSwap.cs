using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;

namespace OptAIC.Engine.Data;

/// <summary>
/// Moves the data of a dataset from one store to another together with the change of the instance. The new store is filled aside, then
/// <c>data/swap.json</c> says for which generation it holds; once <c>instance.json</c> has that generation, <c>data/current</c> is renamed over.
/// Whoever comes first and holds the guard finishes it: the change itself, the next opening of the workspace, or the next run.
/// </summary>
/// <param name="From">Engine that the data leave.</param>
/// <param name="To">Engine that they go to.</param>
/// <param name="Discard">Whether the new store starts empty.</param>
internal sealed record DataSwap(string From, string To, bool Discard)
{
    /// <summary>Fills the new store and announces the swap. The caller holds the guards and has finished earlier swaps.</summary>
    /// <param name="paths">The dataset.</param>
    /// <param name="generation">The generation that decides.</param>
    public void Prepare(InstancePaths paths, int generation)
    {
        if (PublishedData.Current(paths) is not { } current)
        {
            return;
        }

        var target = StoreEngine.PathOf(paths, To);
        var aside = Path.Combine(paths.Data, ".swap");
        StoreEngine.Delete(aside);
        StoreEngine.Delete(target);
        if (!Discard && current.LoadId is { } loadId)
        {
            Copy(StoreEngine.PathOf(paths, From), aside, loadId);
            Publish(aside, target);
        }

        var document = new DataSwapDocument { Generation = generation, From = From, Current = Discard ? null : current with { Store = To } };
        DocumentFile.Write(paths.DataSwap, document, DocumentJson.Default.DataSwapDocument, Durability.Truth);
    }

    /// <summary>Finishes a swap whose generation is there, and takes one back whose generation never came. The caller holds the guard.</summary>
    /// <param name="paths">The dataset.</param>
    /// <param name="generation">Generation of the instance.</param>
    public static void Finish(InstancePaths paths, int generation)
    {
        if (DocumentFile.TryRead(paths.DataSwap, DocumentJson.Default.DataSwapDocument) is not { } swap)
        {
            return;
        }

        if (swap.Generation > generation)
        {
            WriteStep.Before("take back", paths.DataSwap);
            File.Delete(paths.DataSwap);
            return;
        }

        if (swap.Current is { } current)
        {
            DocumentFile.Write(paths.CurrentData, current, DocumentJson.Default.CurrentData, Durability.Truth);
        }
        else
        {
            WriteStep.Before("delete", paths.CurrentData);
            File.Delete(paths.CurrentData);
        }

        DurableDirectory.Flush(paths.Data);
        WriteStep.Before("delete", paths.DataSwap);
        File.Delete(paths.DataSwap);
        DeleteQuietly(StoreEngine.PathOf(paths, swap.From));
    }

    private static void DeleteQuietly(string store)
    {
        try
        {
            StoreEngine.Delete(store);
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            // Somebody still reads the old store. Nothing names it any more, and the next swap to it begins by deleting it.
        }
    }

    private void Copy(string from, string aside, long loadId)
    {
        using var source = StoreEngine.OpenOrCreate(From, from);
        using var copy = StoreEngine.OpenOrCreate(To, aside);
        foreach (var load in source.Loads(loadId))
        {
            copy.Import(load, source.Rows(load));
        }
    }

    private static void Publish(string aside, string target)
    {
        if (Directory.Exists(aside))
        {
            DurableDirectory.Publish(aside, target, Durability.Truth);
            return;
        }

        // Closed by its last user, the database has put its log into the file itself.
        WriteStep.Before("publish", target);
        File.Move(aside, target);
        DurableDirectory.Flush(Path.GetDirectoryName(target)!);
    }
}
