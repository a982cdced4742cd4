using System.Globalization;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Web;

namespace OptAIC.Engine.Backpacks;

/// <summary>Gets an item of data into the cache: from there if it is there, else from the first of its sources that has what it must be.</summary>
/// <param name="cache">The cache.</param>
/// <param name="owner">For whom, for messages.</param>
/// <param name="folder">Folder of the definition.</param>
/// <param name="time">The clock.</param>
/// <param name="progress">Told how far each item is.</param>
internal sealed class DataFetch(DataCache cache, string owner, string folder, TimeProvider time, Action<DataProgress> progress)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    private readonly WebFetch _web = new(WebConnections.Shared, time);

    /// <summary>Gets it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="known">How it was had last time; saves fetching again what has not changed.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The entry, and what its source said of its version.</returns>
    /// <exception cref="DataFailedException">No source has it.</exception>
    public async Task<(CachedData Data, string? Validator)> FetchAsync(DataItem item, PlacedData? known, CancellationToken cancellation)
    {
        var problems = new List<string>();
        if (item.Sha256 is not { } wanted)
        {
            return await FromSourcesAsync(item, known, problems, cancellation).ConfigureAwait(false);
        }

        if (Find(item, wanted, known, cancellation) is { } there)
        {
            return there;
        }

        // Of several that want the same content, one fetches it and the others find it.
        using var turn = await cache.TurnAsync(wanted, BetweenLooks, cancellation).ConfigureAwait(false);
        return Find(item, wanted, known, cancellation) ?? await FromSourcesAsync(item, known, problems, cancellation).ConfigureAwait(false);
    }

    private (CachedData Data, string? Validator)? Find(DataItem item, string wanted, PlacedData? known, CancellationToken cancellation)
    {
        if (cache.Find(wanted, cancellation) is not { } there)
        {
            return null;
        }

        if (item.Size is { } bytes && bytes != there.Size)
        {
            throw new DataFailedException(owner, item.Name, [$"what has the SHA-256 that is declared has {there.Size} bytes, and {bytes} are declared"], canPass: false);
        }

        return (there, known?.Sha256 == wanted ? known.Validator : null);
    }

    private async Task<(CachedData Data, string? Validator)> FromSourcesAsync(DataItem item, PlacedData? known, List<string> problems, CancellationToken cancellation)
    {
        var canPass = false;
        foreach (var source in item.Sources)
        {
            var last = known?.Source == source.Text ? known : null;
            try
            {
                return source.Kind == DataSourceKind.Web
                    ? await FromWebAsync(item, source.Text, last, cancellation).ConfigureAwait(false)
                    : FromFile(item, source.Text, source.Kind == DataSourceKind.Backpack ? Path.Combine(folder, source.Text) : source.Text, last, cancellation);
            }
            catch (Exception failed) when (failed is StorageException { Fault: not StorageFault.Full } or WrongDataException or WebFetchException)
            {
                problems.Add(failed.Message);
                canPass |= failed is WebFetchException { CanPass: true };
            }
        }

        throw new DataFailedException(owner, item.Name, problems, canPass);
    }

    private (CachedData Data, string? Validator) FromFile(DataItem item, string source, string path, PlacedData? last, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        var validator = file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length}:{file.LastWriteTimeUtc.Ticks}") : null;
        if (validator is not null && last?.Validator == validator && Same(item, last, source, cancellation) is { } same)
        {
            return (same, validator);
        }

        return (Stage(item, source, staged =>
        {
            using var copy = new FileStream(staged, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            return HashedCopy.Copy(path, copy, cancellation);
        }, cancellation), validator);
    }

    private async Task<(CachedData Data, string? Validator)> FromWebAsync(DataItem item, string url, PlacedData? last, CancellationToken cancellation)
    {
        var same = last is null ? null : Same(item, last, url, cancellation);
        var limits = new WebLimits(item.Retries, item.Timeout, item.Size ?? long.MaxValue);
        var staged = cache.NewStaging();
        try
        {
            var fetched = await _web.FetchAsync(
                url, staged, same is null ? null : WebValidators.Parse(last!.Validator), limits, (bytes, total) => progress(new DataProgress(item.Name, bytes, total)), cancellation).ConfigureAwait(false);
            return fetched is null
                ? (same!, last!.Validator)
                : (Keep(item, url, staged, fetched.Content, cancellation), fetched.Validators?.ToString());
        }
        finally
        {
            DataCache.Discard(staged);
        }
    }

    // What the source had last time, if it may still be what is wanted.
    private CachedData? Same(DataItem item, PlacedData last, string source, CancellationToken cancellation)
    {
        if ((item.Sha256 is { } wanted && wanted != last.Sha256) || cache.Find(last.Sha256, cancellation) is not { } same)
        {
            return null;
        }

        Check(item, same.Sha256, same.Size, source);
        return same;
    }

    private CachedData Stage(DataItem item, string source, Func<string, (string Sha256, long Size)> fill, CancellationToken cancellation)
    {
        var staged = cache.NewStaging();
        try
        {
            return Keep(item, source, staged, fill(staged), cancellation);
        }
        finally
        {
            DataCache.Discard(staged);
        }
    }

    private CachedData Keep(DataItem item, string source, string staged, (string Sha256, long Size) content, CancellationToken cancellation)
    {
        Check(item, content.Sha256, content.Size, source);
        return cache.Add(staged, content.Sha256, content.Size, source, time.GetUtcNow(), cancellation);
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

/// <summary>How far the fetching of an item is.</summary>
/// <param name="Item">Its name.</param>
/// <param name="Bytes">Bytes so far.</param>
/// <param name="Total">All of them; <c>null</c> when nobody says how many.</param>
internal readonly record struct DataProgress(string Item, long Bytes, long? Total)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"fetching {Item}: {Bytes / 1e6:0.0}{(Total is { } total ? $" of {total / 1e6:0.0}" : "")} MB");
}
