using System.Text;

namespace OptAIC.Engine.Registry;

/// <summary>
/// Texts by their UTF-8: hashes, versions and definitions stand in many rows of the registry, and each is one string however often it
/// is read.
/// </summary>
internal sealed class TextPool
{
    private readonly HashSet<string> _texts = new(Utf8Comparer.Instance);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<byte>> _byBytes;

    public TextPool() => _byBytes = _texts.GetAlternateLookup<ReadOnlySpan<byte>>();

    public string Get(ReadOnlySpan<byte> text)
    {
        if (_byBytes.TryGetValue(text, out var known))
        {
            return known;
        }

        var added = Encoding.UTF8.GetString(text);
        _texts.Add(added);
        return added;
    }
}
