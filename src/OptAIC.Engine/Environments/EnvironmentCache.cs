using OptAIC.Engine.Locks;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Environments;

/// <summary>Environments that instances share, by their key: <c>cache/env/&lt;key&gt;</c>. Who prepares one holds its guard; several processes may use it at once.</summary>
/// <param name="paths">The workspace.</param>
internal sealed class EnvironmentCache(WorkspacePaths paths)
{
    private const string Guards = ".guards";

    /// <summary>The folder of a key.</summary>
    public EnvironmentFolder Folder(string key) => new(Path.Combine(paths.EnvironmentCache, key));

    /// <summary>The guard of a key.</summary>
    public string GuardOf(string key) => Path.Combine(paths.EnvironmentCache, Guards, key);

    /// <summary>Every key that there is a folder of.</summary>
    public IReadOnlyList<string> Keys() => !Directory.Exists(paths.EnvironmentCache) ? []
        : [.. Directory.EnumerateDirectories(paths.EnvironmentCache).Select(f => Path.GetFileName(f)).Where(k => k != Guards).Order(StringComparer.Ordinal)];

    /// <summary>Removes an environment, unless a run uses it or somebody prepares it at this moment.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool TryRemove(string key)
    {
        Directory.CreateDirectory(Path.Combine(paths.EnvironmentCache, Guards));
        using var guard = GuardFile.TryAcquireNow(GuardOf(key));
        return guard is not null && Folder(key).TryRemove();
    }
}
