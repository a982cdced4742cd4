using System.Text;

namespace OptAIC.Engine.Csv;

/// <summary>Cuts one record of a CSV file (RFC 4180) into cells without copying those that are not quoted.</summary>
internal ref struct CsvLine
{
    private readonly byte _delimiter;
    private ReadOnlySpan<byte> _rest;
    private bool _more;

    public CsvLine(ReadOnlySpan<byte> record, byte delimiter)
    {
        _rest = record;
        _delimiter = delimiter;
        _more = true;
    }

    /// <summary>The next cell, quotes taken off.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="scratch">Room for a cell with doubled quotes.</param>
    public bool TryNext(out ReadOnlySpan<byte> cell, ref byte[] scratch)
    {
        if (!_more)
        {
            cell = default;
            return false;
        }

        if (_rest.Length > 0 && _rest[0] == (byte)'"')
        {
            cell = Quoted(ref scratch);
            return true;
        }

        var end = _rest.IndexOf(_delimiter);
        _more = end >= 0;
        cell = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return true;
    }

    /// <summary>Length of the first record in a text, without its line end; a line end inside quotes does not end it.</summary>
    public static int RecordLength(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            end = text.Length;
        }

        if (!text[..end].Contains((byte)'"'))
        {
            return end;
        }

        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == (byte)'"')
            {
                quoted = !quoted;
            }
            else if (text[i] == (byte)'\n' && !quoted)
            {
                return i;
            }
        }

        return text.Length;
    }

    /// <summary>All cells of a record as text, for a header.</summary>
    public static List<string> Cells(ReadOnlySpan<byte> record, byte delimiter)
    {
        var cells = new List<string>();
        var scratch = Array.Empty<byte>();
        var line = new CsvLine(record, delimiter);
        while (line.TryNext(out var cell, ref scratch))
        {
            cells.Add(Encoding.UTF8.GetString(cell).Trim());
        }

        return cells;
    }

    private ReadOnlySpan<byte> Quoted(ref byte[] scratch)
    {
        if (scratch.Length < _rest.Length)
        {
            scratch = new byte[_rest.Length];
        }

        var (length, i) = (0, 1);
        for (; i < _rest.Length; i++)
        {
            if (_rest[i] == (byte)'"')
            {
                if (i + 1 >= _rest.Length || _rest[i + 1] != (byte)'"')
                {
                    i++;
                    break;
                }

                i++;
            }

            scratch[length++] = _rest[i];
        }

        var next = _rest[i..].IndexOf(_delimiter);
        _more = next >= 0;
        _rest = next < 0 ? default : _rest[(i + next + 1)..];
        return scratch.AsSpan(0, length);
    }
}
