using System.Collections;
using System.Diagnostics.CodeAnalysis;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>A version or hash for each of some flows, in order of the flows: as small as can be, as there is one for every flow of a workspace.</summary>
internal sealed class VersionsByFlow : IReadOnlyDictionary<FlowKey, string>
{
    public static readonly VersionsByFlow None = new([]);

    private readonly KeyValuePair<FlowKey, string>[] _versions;

    /// <summary>Takes what it is given.</summary>
    /// <param name="versions">Each flow once, in any order.</param>
    public VersionsByFlow(KeyValuePair<FlowKey, string>[] versions)
    {
        _versions = versions;
        if (versions.Length > 1)
        {
            Array.Sort(versions, (a, b) => a.Key.CompareTo(b.Key));
        }
    }

    public int Count => _versions.Length;

    public IEnumerable<FlowKey> Keys => _versions.Select(v => v.Key);

    public IEnumerable<string> Values => _versions.Select(v => v.Value);

    public string this[FlowKey key] => TryGetValue(key, out var version) ? version : throw new KeyNotFoundException($"there is no version for flow {key}");

    public bool ContainsKey(FlowKey key) => TryGetValue(key, out _);

    public bool TryGetValue(FlowKey key, [MaybeNullWhen(false)] out string value)
    {
        var (low, high) = (0, _versions.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _versions[middle].Key.CompareTo(key);
            if (order == 0)
            {
                value = _versions[middle].Value;
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<FlowKey, string>> GetEnumerator() => ((IEnumerable<KeyValuePair<FlowKey, string>>)_versions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
