using OptAIC.Engine.Documents;
using OptAIC.Engine.Files;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Backpacks;

/// <summary>
/// Data by their hash: <c>cache/data/&lt;sha256&gt;/content</c>, read-only, with a manifest that makes an entry complete. Entries are built aside and
/// appear by one rename; one whose content somebody changed is taken away, so that it is fetched anew. Several processes may use it at once.
/// </summary>
internal sealed class DataCache(WorkspacePaths paths)
{
    private const string Content = "content";
    private const string Manifest = "manifest.json";
    private const string Guards = ".guards";

    /// <summary>The hash of every entry that there is a folder of.</summary>
    public IReadOnlyList<string> Keys() => !Directory.Exists(paths.DataCache) ? []
        : [.. Directory.EnumerateDirectories(paths.DataCache).Select(f => Path.GetFileName(f)).Where(k => k != Guards).Order(StringComparer.Ordinal)];

    /// <summary>The folder of an entry.</summary>
    public string FolderOf(string sha256) => Path.Combine(paths.DataCache, sha256);

    /// <summary>Where content is put aside before its hash is known.</summary>
    public string NewStaging()
    {
        var folder = Path.Combine(paths.Staging, $"data_{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, Content);
    }

    /// <summary>An entry, or <c>null</c> when there is none that is whole.</summary>
    public CachedData? Find(string sha256, CancellationToken cancellation)
    {
        var folder = Path.Combine(paths.DataCache, sha256);
        if (Read(folder) is not { } manifest)
        {
            return null;
        }

        var content = new FileInfo(Path.Combine(folder, Content));
        if (content is { Exists: true, LinkTarget: null } && content.Length == manifest.Size
            && (content.LastWriteTimeUtc.Ticks == manifest.ModifiedTicks || HashedCopy.Hash(content.FullName, cancellation).Sha256 == sha256))
        {
            return new CachedData(sha256, manifest.Size, content.FullName, manifest.Source, manifest.FetchedAt);
        }

        Drop(folder);
        return null;
    }

    /// <summary>Makes an entry of content that was put aside; one that is there already stays.</summary>
    /// <param name="staged">The content, where <see cref="NewStaging"/> said.</param>
    /// <param name="sha256">Its hash.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Stops the look at an entry that is there.</param>
    public CachedData Add(string staged, string sha256, long size, string source, DateTimeOffset now, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(staged)!;
        File.SetAttributes(staged, File.GetAttributes(staged) | FileAttributes.ReadOnly);
        var manifest = new DataCacheDocument { Sha256 = sha256, Size = size, ModifiedTicks = File.GetLastWriteTimeUtc(staged).Ticks, Source = source, FetchedAt = now };
        DocumentFile.Write(Path.Combine(folder, Manifest), manifest, DocumentJson.Default.DataCacheDocument, Durability.Knowledge);
        Directory.CreateDirectory(paths.DataCache);
        var target = Path.Combine(paths.DataCache, sha256);
        for (var isFirst = true; ; isFirst = false)
        {
            try
            {
                DurableDirectory.Publish(folder, target, Durability.Truth);
                return new CachedData(sha256, size, Path.Combine(target, Content), source, now);
            }
            catch (StorageException taken) when (taken.Fault == StorageFault.Exists && isFirst)
            {
                if (Find(sha256, cancellation) is { } there)
                {
                    Discard(staged);
                    return there;
                }

                // A folder without a manifest is nobody's.
                Drop(target);
            }
        }
    }

    /// <summary>Waits until nobody else fetches some content.</summary>
    public Task<GuardFile> TurnAsync(string sha256, TimeSpan between, CancellationToken cancellation) => GuardFile.AcquireAsync(GuardOf(sha256), between, () => { }, cancellation);

    /// <summary>Removes an entry, unless somebody fetches it at this moment. Copies and links of it stay whole; who is just about to copy it fetches it anew.</summary>
    /// <returns>Whether it is gone.</returns>
    /// <exception cref="StorageException">The file system refused.</exception>
    public bool TryRemove(string sha256)
    {
        try
        {
            using var guard = GuardFile.TryAcquireNow(GuardOf(sha256));
            if (guard is not null)
            {
                Drop(FolderOf(sha256));
            }

            return guard is not null;
        }
        catch (Exception refused) when (StorageException.IsRefusal(refused))
        {
            throw StorageException.From("remove", FolderOf(sha256), refused);
        }
    }

    /// <summary>Drops what was put aside.</summary>
    public static void Discard(string staged)
    {
        var folder = Path.GetDirectoryName(staged)!;
        if (Directory.Exists(folder))
        {
            Delete(folder);
        }
    }

    /// <summary>What an entry says of itself; <c>null</c> when it is not complete.</summary>
    public static DataCacheDocument? Read(string folder)
    {
        try
        {
            return DocumentFile.TryRead(Path.Combine(folder, Manifest), DocumentJson.Default.DataCacheDocument);
        }
        catch (UnreadableDocumentException)
        {
            // Content that nobody vouches for is fetched anew.
            return null;
        }
    }

    private string GuardOf(string sha256)
    {
        var guards = Path.Combine(paths.DataCache, Guards);
        Directory.CreateDirectory(guards);
        return Path.Combine(guards, sha256);
    }

    // Out of the way first: what is half deleted must not look like an entry.
    private void Drop(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        Directory.CreateDirectory(paths.Staging);
        var aside = Path.Combine(paths.Staging, $"dropped_{Guid.CreateVersion7():N}");
        WriteStep.Before("drop", folder);
        try
        {
            Directory.Move(folder, aside);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody else was faster.
            return;
        }

        WriteStep.Before("delete", aside);
        Delete(aside);
    }

    private static void Delete(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>An entry of the cache.</summary>
/// <param name="Sha256">Hash of its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Path">The file.</param>
/// <param name="Source">Where it came from.</param>
/// <param name="FetchedAt">When it came.</param>
internal sealed record CachedData(string Sha256, long Size, string Path, string Source, DateTimeOffset FetchedAt);
