using System.Globalization;
using System.Text;
using OptAIC.Engine.Files;

namespace OptAIC.Engine.Data;

/// <summary>A file of a CSV store: <c>entity,date,knowledge_date</c> and the values, which read back to the same bits.</summary>
internal static class CsvStoreFile
{
    private const int Keys = 3;

    /// <summary>Writes rows.</summary>
    /// <returns>How many.</returns>
    public static int Write(string path, IReadOnlyList<string> fields, IEnumerable<StoredRow> rows)
    {
        WriteStep.Before("write", path);
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', (string[])["entity", "date", "knowledge_date", .. fields.Select(Quoted)]));
        var (count, line) = (0, new StringBuilder());
        foreach (var row in rows)
        {
            line.Clear().Append(Quoted(row.Entity)).Append(',').Append(row.Date).Append(',').Append(row.Knowledge);
            foreach (var value in row.Values)
            {
                line.Append(',');
                if (!double.IsNaN(value))
                {
                    line.Append(value.ToString("R", CultureInfo.InvariantCulture));
                }
            }

            writer.WriteLine(line);
            count++;
        }

        return count;
    }

    /// <summary>Reads rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">Number of value columns.</param>
    /// <exception cref="InvalidDataException">A record does not have the columns that the load has.</exception>
    public static IEnumerable<StoredRow> Read(string path, int fields)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var cells = new List<string>(Keys + fields);
        _ = TryRecord(reader, cells);
        for (var record = 2; TryRecord(reader, cells); record++)
        {
            if (cells.Count != Keys + fields)
            {
                throw new InvalidDataException($"{path}, record {record}: expected {Keys + fields} values, found {cells.Count}");
            }

            yield return new StoredRow(cells[0], cells[1], cells[2], [.. cells.Skip(Keys).Select(Number)]);
        }
    }

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(",\"\n\r") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static bool TryRecord(StreamReader reader, List<string> cells)
    {
        cells.Clear();
        if (reader.ReadLine() is not { } line)
        {
            return false;
        }

        if (!line.Contains('"', StringComparison.Ordinal))
        {
            cells.AddRange(line.Split(','));
            return true;
        }

        // A quoted entity may go over several lines; only then is every character looked at.
        while (line.Count(c => c == '"') % 2 != 0 && reader.ReadLine() is { } more)
        {
            line = $"{line}\n{more}";
        }

        var (cell, quoted) = (new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[++i]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return true;
    }
}
