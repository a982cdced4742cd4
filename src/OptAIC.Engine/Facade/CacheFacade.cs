using System.IO.Enumeration;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Caches;
using OptAIC.Engine.Environments;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>The cache of a workspace: what instances share, and what can be made anew.</summary>
public sealed class CacheFacade
{
    private readonly WorkspaceContext _workspace;

    internal CacheFacade(WorkspaceContext workspace) => _workspace = workspace;

    /// <summary>Its entries, the largest first.</summary>
    /// <param name="keys">Keys, their beginnings, or patterns; none is every entry.</param>
    /// <param name="kind">Only this kind.</param>
    /// <exception cref="CacheEntryNotFoundException">A key without wildcards means none, or several.</exception>
    public IReadOnlyList<OptCacheEntry> List(IReadOnlyList<string>? keys = null, CacheKind? kind = null) =>
        Select(CacheListing.Of(_workspace, new CacheReferences(_workspace), kind), keys ?? []);

    /// <summary>What <see cref="Clear"/> would do.</summary>
    /// <exception cref="CacheEntryNotFoundException">A key without wildcards means none, or several.</exception>
    public IReadOnlyList<OptCacheRemoval> PlanClear(CacheClearRequest request) => [.. Decide(request).Select(d => d.Removal)];

    /// <summary>
    /// Removes entries that no instance refers to, or all of those that are asked for; never one that a run uses, or that somebody makes at this moment. Each goes out
    /// of the way by one rename before it is deleted.
    /// </summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellation">Ends it between two entries.</param>
    /// <returns>What became of each entry that is meant.</returns>
    /// <exception cref="CacheEntryNotFoundException">A key without wildcards means none, or several.</exception>
    public IReadOnlyList<OptCacheRemoval> Clear(CacheClearRequest request, CancellationToken cancellation = default)
    {
        var removals = new List<OptCacheRemoval>();
        foreach (var (_, removal) in Decide(request))
        {
            cancellation.ThrowIfCancellationRequested();
            removals.Add(removal.IsRemoved ? Remove(removal) : removal);
        }

        return removals;
    }

    private OptCacheRemoval Remove(OptCacheRemoval removal)
    {
        var isGone = removal.Kind == CacheKind.Data ? new DataCache(_workspace.Paths).TryRemove(removal.Key) : new EnvironmentCache(_workspace.Paths).TryRemove(removal.Key);
        if (!isGone)
        {
            return removal with { KeptBecause = "somebody makes or uses it at this moment" };
        }

        _workspace.Activity.Append("cache.removed", removal.Key, ("kind", SnakeCase.Of(removal.Kind)), ("size", removal.Size.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return removal;
    }

    private IEnumerable<(OptCacheEntry Entry, OptCacheRemoval Removal)> Decide(CacheClearRequest request)
    {
        var references = new CacheReferences(_workspace);
        var now = _workspace.Time.GetUtcNow();
        return Select(CacheListing.Of(_workspace, references, request.Kind), request.Keys).Select(e => (e, new OptCacheRemoval
        {
            Kind = e.Kind,
            Key = e.Key,
            Size = e.Size,
            KeptBecause = e.Instances.FirstOrDefault(references.Running.Contains) is { } running ? $"{running} is running"
                : request.OlderThan is { } age && now - e.CreatedAt <= age ? $"made {e.CreatedAt:yyyy-MM-dd}"
                : !request.All && e.Instances.Count > 0 ? $"used by {string.Join(", ", e.Instances)}" : null,
        }));
    }

    private static IReadOnlyList<OptCacheEntry> Select(IReadOnlyList<OptCacheEntry> entries, IReadOnlyList<string> keys)
    {
        if (keys.Count == 0)
        {
            return entries;
        }

        var meant = keys.SelectMany(key => Meant(entries, key)).ToHashSet();
        return [.. entries.Where(meant.Contains)];
    }

    private static IEnumerable<OptCacheEntry> Meant(IReadOnlyList<OptCacheEntry> entries, string key)
    {
        if (key.AsSpan().ContainsAny('*', '?'))
        {
            return entries.Where(e => FileSystemName.MatchesSimpleExpression(key, e.Key));
        }

        var found = entries.Where(e => e.Key.StartsWith(key, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 1 ? found : throw new CacheEntryNotFoundException(key);
    }
}
