using OptAIC.Errors;

namespace OptAIC.Engine.Caches;

/// <summary>There is no such entry in the cache, or the key is not unique.</summary>
/// <param name="key">How it was called.</param>
public sealed class CacheEntryNotFoundException(string key)
    : OptException("CacheEntryNotFound", ExitCode.NotFound, $"no single entry of the cache is meant by '{key}'", "'optaic cache list' shows all; a key may be cut short where its beginning is unique")
{
    /// <summary>How it was called.</summary>
    public string Key { get; } = key;
}
