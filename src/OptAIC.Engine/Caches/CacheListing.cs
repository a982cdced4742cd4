using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Caches;

/// <summary>The entries of the cache as people see them.</summary>
internal static class CacheListing
{
    /// <summary>All of a kind, or all; the largest first.</summary>
    public static IReadOnlyList<OptCacheEntry> Of(WorkspaceContext workspace, CacheReferences references, CacheKind? kind) =>
    [
        .. Data(workspace).Where(e => kind is null || e.Kind == kind)
            .Select(e => e with { Instances = references.Of(e.Kind, e.Key) })
            .OrderByDescending(e => e.Size).ThenBy(e => e.Key, StringComparer.Ordinal),
    ];

    private static IEnumerable<OptCacheEntry> Data(WorkspaceContext workspace)
    {
        var cache = new DataCache(workspace.Paths);
        foreach (var key in cache.Keys())
        {
            var folder = cache.FolderOf(key);
            var manifest = DataCache.Read(folder);
            yield return new OptCacheEntry
            {
                Kind = CacheKind.Data,
                Key = key,
                Size = manifest?.Size ?? SizeOf(folder),
                Source = manifest?.Source,
                CreatedAt = manifest?.FetchedAt,
                IsComplete = manifest is not null,
                Path = folder,
            };
        }
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }).Sum(f => f.Length);
        }
        catch (IOException)
        {
            // Somebody removes it just now.
            return 0;
        }
    }
}
