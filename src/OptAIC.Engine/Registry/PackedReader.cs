using System.Buffers.Binary;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>Reads what <see cref="PackedWriter"/> wrote, in the same order.</summary>
/// <param name="bytes">The column.</param>
/// <param name="texts">Texts that were read before: equal ones are one object.</param>
internal ref struct PackedReader(ReadOnlySpan<byte> bytes, TextPool texts)
{
    private ReadOnlySpan<byte> _left = bytes;

    public long Number()
    {
        var (value, shift) = (0UL, 0);
        byte next;
        do
        {
            next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << shift;
            shift += 7;
        }
        while (next >= 0x80);
        return (long)value;
    }

    public Guid Id() => new(Take(16));

    public FlowKey Flow() => new(Id(), (FlowKind)Number());

    public string Text() => (int)Number() is > 0 and var length ? texts.Get(Take(length - 1)) : Digest(Take(PackedWriter.DigestBytes));

    public DateTimeOffset Time() => new(BinaryPrimitives.ReadInt64LittleEndian(Take(8)), TimeSpan.Zero);

    public DateOnly Date() => DateOnly.FromDayNumber((int)Number());

    public bool Has() => Take(1)[0] != 0;

    public VersionsByFlow Versions()
    {
        var count = (int)Number();
        if (count == 0)
        {
            return VersionsByFlow.None;
        }

        var versions = new KeyValuePair<FlowKey, string>[count];
        for (var i = 0; i < count; i++)
        {
            versions[i] = new(Flow(), Text());
        }

        return new(versions);
    }

    private readonly string Digest(ReadOnlySpan<byte> digest)
    {
        Span<byte> hexadecimal = stackalloc byte[2 * PackedWriter.DigestBytes];
        Convert.TryToHexStringLower(digest, hexadecimal, out _);
        return texts.Get(hexadecimal);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _left.Length)
        {
            throw new InvalidDataException("a column of the registry ends too early");
        }

        var taken = _left[..count];
        _left = _left[count..];
        return taken;
    }
}
