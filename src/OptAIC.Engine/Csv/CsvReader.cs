using System.Buffers.Text;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Csv;

/// <summary>Reads long CSV files (a row per date and entity) into a panel; those that gzip packed are unpacked.</summary>
internal sealed class CsvReader
{
    private const int MostIssues = 20;
    private const int LinesBetweenLooks = 4096;

    private readonly CsvFormat _format;
    private readonly List<OptIssue> _issues = [];
    private readonly byte[][] _missing;
    private LongTable? _table;
    private IReadOnlyList<string> _fields = [];
    private long _problems;
    private int _file;

    public CsvReader(CsvFormat format)
    {
        _format = format;
        _missing = [.. format.MissingValues.Select(Encoding.UTF8.GetBytes)];
    }

    /// <inheritdoc cref="Read(IReadOnlyList{CsvFile}, CancellationToken)"/>
    public Panel Read(IReadOnlyList<string> files, CancellationToken cancellation) => Read([.. files.Select(f => new CsvFile(f, f))], cancellation);

    /// <summary>Reads files with the same columns into one panel.</summary>
    /// <exception cref="CsvException">A file is malformed; every problem is named with file, line and column.</exception>
    public Panel Read(IReadOnlyList<CsvFile> files, CancellationToken cancellation)
    {
        for (_file = 0; _file < files.Count; _file++)
        {
            cancellation.ThrowIfCancellationRequested();
            ReadFile(files[_file].Name, Bytes(files[_file].Path), cancellation);
        }

        Panel? panel = null;
        if (_problems == 0)
        {
            try
            {
                panel = (_table ?? new LongTable([])).ToPanel();
            }
            catch (DuplicateRowException twice)
            {
                var (file, line) = PlaceOf(twice.Second, files);
                var (firstFile, firstLine) = PlaceOf(twice.First, files);
                Report(file, line, null, "duplicate_row", $"{twice.Entity} on {twice.Date:yyyy-MM-dd} stands already at {firstFile}:{firstLine}", "one row per date and entity");
            }
        }

        return panel ?? throw new CsvException(_issues, _problems);
    }

    // A row's position carries the number of its file above that of its line.
    private long PositionOf(int line) => ((long)_file << 32) + line;

    private static (string File, int Line) PlaceOf(long position, IReadOnlyList<CsvFile> files) => (files[(int)(position >> 32)].Name, (int)position);

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        // By what it holds: a file of the cache has no name of its own.
        Span<byte> head = stackalloc byte[2];
        var isPacked = stream.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head is [0x1f, 0x8b];
        stream.Position = 0;
        using var memory = new MemoryStream(isPacked ? 0 : (int)Math.Min(stream.Length, int.MaxValue));
        if (isPacked)
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress);
            unpacked.CopyTo(memory);
        }
        else
        {
            stream.CopyTo(memory);
        }

        return memory.ToArray();
    }

    private void ReadFile(string file, ReadOnlySpan<byte> text, CancellationToken cancellation)
    {
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[3..];
        }

        var number = 0;
        CsvHeader? header = null;
        var values = Array.Empty<double>();
        var scratch = Array.Empty<byte>();
        while (text.Length > 0)
        {
            if (++number % LinesBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            var length = CsvLine.RecordLength(text);
            var record = text[..length].TrimEnd((byte)'\r');
            text = text[Math.Min(length + 1, text.Length)..];
            if (record.IsEmpty)
            {
                continue;
            }

            if (header is null)
            {
                header = Header(file, number, record);
                if (header is null)
                {
                    return;
                }

                values = new double[header.Values.Count];
            }
            else
            {
                ReadRecord(file, number, record, header, values, ref scratch);
            }

            // A record with line ends inside quotes stands on several lines.
            number += record.Count((byte)'\n');
        }

        if (header is null)
        {
            Report(file, 1, null, "empty_file", "the file is empty; a header line was expected", null);
        }
    }

    private CsvHeader? Header(string file, int number, ReadOnlySpan<byte> record)
    {
        var header = CsvHeader.Find(CsvLine.Cells(record, (byte)_format.Delimiter), _format, (code, message) => Report(file, number, null, code, message, null));
        if (header is null)
        {
            return null;
        }

        var fields = header.Values.Select(v => v.Field).ToList();
        if (_table is null)
        {
            (_table, _fields) = (new LongTable(fields), fields);
        }
        else if (!fields.SequenceEqual(_fields, StringComparer.Ordinal))
        {
            Report(file, number, null, "other_columns", $"the columns are {string.Join(", ", fields)}; the files before have {string.Join(", ", _fields)}", null);
            return null;
        }

        return header;
    }

    private void ReadRecord(string file, int number, ReadOnlySpan<byte> record, CsvHeader header, double[] values, ref byte[] scratch)
    {
        DateOnly date = default;
        var entity = "";
        var (cellNumber, column, nextValue, keep) = (0, 1, 0, true);
        var line = new CsvLine(record, (byte)_format.Delimiter);
        while (line.TryNext(out var cell, ref scratch))
        {
            var trimmed = cell.Trim((byte)' ');
            if (cellNumber == header.Date)
            {
                if (!TryDate(trimmed, out date))
                {
                    Report(file, number, column, "not_a_date", $"column '{_format.DateColumn}': '{Text(trimmed)}' is not a date", $"a date such as {(_format.DateFormat is null ? "2018-02-07" : new DateOnly(2018, 2, 7).ToString(_format.DateFormat, CultureInfo.InvariantCulture))}");
                    return;
                }

                keep &= !(date < _format.From) && !(date > _format.To);
            }
            else if (cellNumber == header.Entity)
            {
                entity = Encoding.UTF8.GetString(trimmed);
                if (entity.Length == 0)
                {
                    Report(file, number, column, "no_entity", "the entity is empty", null);
                    return;
                }

                keep &= _format.Entities.Count == 0 || _format.Entities.Contains(entity);
            }
            else if ((nextValue = ValueOf(header, cellNumber)) >= 0 && !TryValue(trimmed, out values[nextValue]))
            {
                Report(file, number, column, "not_a_number", $"column '{header.Values[nextValue].Field}': '{Text(trimmed)}' is not a number", "a number, or an empty cell where it is missing");
                return;
            }
            else if (nextValue >= 0 && double.IsNaN(values[nextValue]) && _format.Required.Contains(header.Values[nextValue].Field))
            {
                Report(file, number, column, "missing_value", $"column '{header.Values[nextValue].Field}' is missing, which is forbidden here (nan: forbid)", "a number");
                return;
            }

            cellNumber++;
            column += cell.Length + 1;
        }

        if (cellNumber != header.Cells)
        {
            Report(file, number, null, "cell_count", $"the row has {cellNumber} cells; the header has {header.Cells}", null);
        }
        else if (keep)
        {
            _table!.Add(date, entity, values, PositionOf(number));
        }
    }

    private static int ValueOf(CsvHeader header, int cell)
    {
        for (var v = 0; v < header.Values.Count; v++)
        {
            if (header.Values[v].Cell == cell)
            {
                return v;
            }
        }

        return -1;
    }

    private bool TryDate(ReadOnlySpan<byte> cell, out DateOnly date)
    {
        Span<char> text = stackalloc char[32];
        if (cell.Length > text.Length || !Encoding.UTF8.TryGetChars(cell, text, out var length))
        {
            date = default;
            return false;
        }

        return DateOnly.TryParseExact(text[..length], _format.DateFormat ?? "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private bool TryValue(ReadOnlySpan<byte> cell, out double value)
    {
        value = double.NaN;
        if (cell.IsEmpty)
        {
            return true;
        }

        if (_format.Decimal != '.')
        {
            Span<byte> copy = stackalloc byte[cell.Length];
            cell.CopyTo(copy);
            copy.Replace((byte)_format.Decimal, (byte)'.');
            return TryNumber(copy, out value) || IsMissing(cell);
        }

        return TryNumber(cell, out value) || IsMissing(cell);
    }

    private static bool TryNumber(ReadOnlySpan<byte> cell, out double value)
    {
        if (cell[0] == (byte)'+')
        {
            cell = cell[1..];
        }

        if (Utf8Parser.TryParse(cell, out value, out var used) && used == cell.Length && double.IsFinite(value))
        {
            return true;
        }

        value = double.NaN;
        return false;
    }

    private bool IsMissing(ReadOnlySpan<byte> cell)
    {
        foreach (var missing in _missing)
        {
            if (cell.SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }

    private void Report(string file, int line, int? column, string code, string message, string? expected)
    {
        _problems++;
        if (_issues.Count < MostIssues)
        {
            _issues.Add(new OptIssue { Severity = IssueSeverity.Error, Code = code, Message = message, File = file, Line = line, Column = column, Expected = expected });
        }
    }

    private static string Text(ReadOnlySpan<byte> cell) => Encoding.UTF8.GetString(cell.Length > 40 ? cell[..40] : cell);
}
