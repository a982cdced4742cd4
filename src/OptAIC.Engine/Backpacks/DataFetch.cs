using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Backpacks;

/// <summary>Gets an item of data into the cache: from there if it is there, else from the first of its sources that has what it must be.</summary>
/// <param name="cache">The cache.</param>
/// <param name="owner">For whom, for messages.</param>
/// <param name="folder">Folder of the definition.</param>
/// <param name="time">The clock.</param>
internal sealed class DataFetch(DataCache cache, string owner, string folder, TimeProvider time)
{
    /// <summary>Gets it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="known">How it was had last time; saves asking again for what has not changed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The entry, and what its source said of its version.</returns>
    /// <exception cref="DataFailedException">No source has it.</exception>
    public (CachedData Data, string? Validator) Fetch(DataItem item, PlacedData? known, CancellationToken cancellation)
    {
        if (item.Sha256 is { } wanted && cache.Find(wanted, cancellation) is { } there)
        {
            Check(item, there.Sha256, there.Size, there.Source);
            return (there, known?.Sha256 == wanted ? known.Validator : null);
        }

        var problems = new List<string>();
        foreach (var source in item.Sources)
        {
            try
            {
                return FromFile(item, source, source.Kind == DataSourceKind.Backpack ? Path.Combine(folder, source.Text) : source.Text, known, cancellation);
            }
            catch (StorageException unreadable)
            {
                problems.Add(unreadable.Message);
            }
            catch (WrongDataException wrong)
            {
                problems.Add(wrong.Message);
            }
        }

        throw new DataFailedException(owner, item.Name, problems, canPass: false);
    }

    private (CachedData Data, string? Validator) FromFile(DataItem item, DataSource source, string path, PlacedData? known, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        var validator = file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}") : null;
        if (validator is not null && known?.Validator == validator && known.Source == source.Text && cache.Find(known.Sha256, cancellation) is { } same)
        {
            Check(item, same.Sha256, same.Size, source.Text);
            return (same, validator);
        }

        var staged = cache.NewStaging();
        try
        {
            string sha256;
            long size;
            using (var copy = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                (sha256, size) = HashedCopy.Copy(path, copy, cancellation);
            }

            Check(item, sha256, size, source.Text);
            return (cache.Add(staged, sha256, size, source.Text, time.GetUtcNow(), cancellation), validator);
        }
        finally
        {
            DataCache.Discard(staged);
        }
    }

    private static void Check(DataItem item, string sha256, long size, string source)
    {
        if (item.Size is { } bytes && bytes != size)
        {
            throw new WrongDataException($"{source} has {size} bytes, and {bytes} are declared");
        }

        if (item.Sha256 is { } hash && hash != sha256)
        {
            throw new WrongDataException($"{source} has the SHA-256 {sha256}, and {hash} is declared");
        }
    }

    private sealed class WrongDataException(string message) : Exception(message);
}
