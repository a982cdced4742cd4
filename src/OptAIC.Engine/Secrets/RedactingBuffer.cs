using System.Buffers;

namespace OptAIC.Engine.Secrets;

/// <summary>
/// Takes secrets out of a stream of bytes that comes in pieces of any size. Whatever could still turn out to be the beginning of a secret is
/// held until more is there, so a border between pieces hides none.
/// </summary>
internal sealed class RedactingBuffer(SecretRedactor redactor)
{
    private static readonly byte[] Mask = [.. SecretRedactor.Mask.Select(c => (byte)c)];

    private readonly byte[][] _patterns = redactor.Patterns;
    private readonly int[] _next = new int[redactor.Patterns.Length];
    private byte[] _held = [];

    /// <summary>How many places were masked.</summary>
    public long Masked { get; private set; }

    /// <summary>Takes a piece and gives what is certain.</summary>
    /// <param name="piece">The bytes that follow.</param>
    /// <param name="isLast">Whether nothing follows; then nothing is held.</param>
    /// <param name="output">Takes the bytes without secrets.</param>
    public void Add(ReadOnlySpan<byte> piece, bool isLast, IBufferWriter<byte> output)
    {
        if (_patterns.Length == 0)
        {
            output.Write(piece);
            return;
        }

        var joined = _held.Length == 0 ? piece : [.. _held, .. piece];
        var certain = isLast ? joined.Length : HeldFrom(joined);
        var at = 0;
        Array.Fill(_next, -1);
        while (Find(joined, at) is var (start, length) && start >= 0 && start < certain)
        {
            output.Write(joined[at..start]);
            output.Write(Mask);
            Masked++;
            at = start + length;
        }

        var end = Math.Max(at, certain);
        output.Write(joined[at..end]);
        _held = joined[end..].ToArray();
    }

    // The first of what is found from 'at' on; the longest when several begin there.
    private (int Start, int Length) Find(ReadOnlySpan<byte> data, int at)
    {
        var (start, length) = (-1, 0);
        for (var p = 0; p < _patterns.Length; p++)
        {
            // Looked for again only behind the last place, so that many finds do not cost a pass each.
            if (_next[p] < at && _next[p] != int.MaxValue)
            {
                _next[p] = data[at..].IndexOf(_patterns[p]) is >= 0 and var found ? at + found : int.MaxValue;
            }

            if (_next[p] != int.MaxValue && (start < 0 || _next[p] < start))
            {
                (start, length) = (_next[p], _patterns[p].Length);
            }
        }

        return (start, length);
    }

    private int HeldFrom(ReadOnlySpan<byte> data)
    {
        for (var i = Math.Max(0, data.Length - _patterns[0].Length + 1); i < data.Length; i++)
        {
            var rest = data[i..];
            foreach (var pattern in _patterns)
            {
                if (pattern.Length > rest.Length && pattern.AsSpan().StartsWith(rest))
                {
                    return i;
                }
            }
        }

        return data.Length;
    }
}
