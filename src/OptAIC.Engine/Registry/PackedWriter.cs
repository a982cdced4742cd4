using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using OptAIC.Model;

namespace OptAIC.Engine.Registry;

/// <summary>
/// Writes a value of several parts into one column of the registry, for what is read of every flow each time and never searched
/// for. There is no description in it: <see cref="RegistrySchema.Format"/> says how it is read.
/// </summary>
internal sealed class PackedWriter
{
    /// <summary>Length of a SHA-256.</summary>
    public const int DigestBytes = 32;

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>A count or a value of an enum: small ones take a byte.</summary>
    public void Number(long value)
    {
        var left = (ulong)value;
        while (left >= 0x80)
        {
            Byte((byte)(left | 0x80));
            left >>= 7;
        }

        Byte((byte)left);
    }

    public void Id(Guid value)
    {
        value.TryWriteBytes(_bytes.GetSpan(16));
        _bytes.Advance(16);
    }

    public void Flow(FlowKey value)
    {
        Id(value.Instance);
        Number((int)value.Flow);
    }

    /// <summary>A text; a hash as lower-case hexadecimal takes half its length.</summary>
    public void Text(string value)
    {
        if (value.Length == 2 * DigestBytes && !value.AsSpan().ContainsAnyExcept(Hexadecimal))
        {
            Number(0);
            Convert.FromHexString(value, _bytes.GetSpan(DigestBytes), out _, out _);
            _bytes.Advance(DigestBytes);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Number(length + 1);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
    }

    public void Time(DateTimeOffset value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(8), value.UtcTicks);
        _bytes.Advance(8);
    }

    public void Date(DateOnly value) => Number(value.DayNumber);

    /// <summary>Whether there is something, which then follows.</summary>
    public bool Has(bool present)
    {
        Byte(present ? (byte)1 : (byte)0);
        return present;
    }

    public void Versions(IReadOnlyDictionary<FlowKey, string> versions)
    {
        Number(versions.Count);
        foreach (var (flow, version) in versions)
        {
            Flow(flow);
            Text(version);
        }
    }

    private void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }
}
