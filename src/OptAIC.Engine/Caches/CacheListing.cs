using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Files;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Caches;

/// <summary>The entries of the cache as people see them.</summary>
internal static class CacheListing
{
    /// <summary>All of a kind, or all; the largest first.</summary>
    public static IReadOnlyList<OptCacheEntry> Of(WorkspaceContext workspace, CacheReferences references, CacheKind? kind) =>
    [
        .. (kind == CacheKind.Environment ? [] : Data(workspace, references)).Concat(kind == CacheKind.Data ? [] : Environments(workspace, references))
            .OrderByDescending(e => e.Size).ThenBy(e => e.Key, StringComparer.Ordinal),
    ];

    private static IEnumerable<OptCacheEntry> Data(WorkspaceContext workspace, CacheReferences references)
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
                Size = manifest?.Size ?? FolderSize.Of(folder),
                Source = manifest?.Source,
                CreatedAt = manifest?.FetchedAt,
                IsComplete = manifest is not null,
                Instances = references.Of(CacheKind.Data, key),
                Path = folder,
            };
        }
    }

    private static IEnumerable<OptCacheEntry> Environments(WorkspaceContext workspace, CacheReferences references)
    {
        var cache = new EnvironmentCache(workspace.Paths);
        foreach (var key in cache.Keys())
        {
            var folder = cache.Folder(key);
            var manifest = folder.Find(key, _ => { });
            yield return new OptCacheEntry
            {
                Kind = CacheKind.Environment,
                Key = key,
                Size = manifest?.Size ?? FolderSize.Of(folder.Path),
                Source = manifest is null ? null : string.Join(", ", manifest.ToolVersions.Select(t => $"{t.Key} {t.Value}").DefaultIfEmpty(manifest.Engine)),
                CreatedAt = manifest?.PreparedAt,
                IsComplete = manifest is not null,
                Instances = references.OfEnvironment(key, manifest?.Engine),
                Path = folder.Path,
            };
        }
    }
}
