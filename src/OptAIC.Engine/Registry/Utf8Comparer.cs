using System.Buffers.Binary;
using System.Text;

namespace OptAIC.Engine.Registry;

/// <summary>Compares texts with their UTF-8, so that a text is found by its bytes before there is an object for it.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
{
    public static readonly Utf8Comparer Instance = new();

    public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

    public bool Equals(ReadOnlySpan<byte> alternate, string other)
    {
        if (alternate.Length == other.Length && Ascii.Equals(alternate, other))
        {
            return true;
        }

        return alternate.Length >= other.Length && !Ascii.IsValid(alternate) && Encoding.UTF8.GetString(alternate) == other;
    }

    public int GetHashCode(string obj)
    {
        Span<byte> small = stackalloc byte[256];
        return Encoding.UTF8.TryGetBytes(obj, small, out var length) ? GetHashCode(small[..length]) : GetHashCode(Encoding.UTF8.GetBytes(obj));
    }

    public int GetHashCode(ReadOnlySpan<byte> alternate)
    {
        // Most are hashes themselves, whose ends differ in every bit.
        if (alternate.Length == 64)
        {
            return BinaryPrimitives.ReadInt32LittleEndian(alternate[60..]) ^ (BinaryPrimitives.ReadInt32LittleEndian(alternate[52..]) * -1640531527);
        }

        HashCode hash = default;
        hash.AddBytes(alternate);
        return hash.ToHashCode();
    }

    public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
}
