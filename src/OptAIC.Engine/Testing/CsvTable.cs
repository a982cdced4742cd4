using System.IO.Compression;
using System.Text;
using OptAIC.Engine.Csv;

namespace OptAIC.Engine.Testing;

/// <summary>The rows of a CSV file as text, each with its line: what two tables are compared by.</summary>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvTableRow> Rows)
{
    /// <summary>Reads a file, plain or <c>.gz</c>.</summary>
    public static CsvTable Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return Parse(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static CsvTable Parse(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        List<string>? columns = null;
        var rows = new List<CsvTableRow>();
        for (var line = 1; text.Length > 0;)
        {
            var length = CsvLine.RecordLength(text);
            var record = text[..length].TrimEnd((byte)'\r');
            if (record.Length > 0)
            {
                var cells = CsvLine.Cells(record, (byte)',');
                if (columns is null)
                {
                    columns = cells;
                }
                else
                {
                    rows.Add(new CsvTableRow(line, cells));
                }
            }

            line += 1 + text[..length].Count((byte)'\n');
            text = text[Math.Min(length + 1, text.Length)..];
        }

        return new CsvTable(columns ?? [], rows);
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Line">Line in its file; 0 when it comes from none.</param>
/// <param name="Cells">Its cells.</param>
internal sealed record CsvTableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>A cell, empty when the row is too short.</summary>
    public string this[int column] => column < Cells.Count ? Cells[column] : "";
}
