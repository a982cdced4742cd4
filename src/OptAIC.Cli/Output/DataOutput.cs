using System.Globalization;
using System.Text.Json;
using OptAIC.Engine.Facade;

namespace OptAIC.Cli.Output;

/// <summary>Rows of data as a table, CSV or JSON. CSV and JSON are written as they are read; numbers in full precision, nothing for a missing one.</summary>
internal static class DataOutput
{
    /// <summary>An aligned table.</summary>
    public static void WriteTable(Screen screen, DataRows data)
    {
        var table = new TextTable(["DATE", "ENTITY", .. data.Columns.Select(c => ">" + c)]);
        foreach (var row in data.Rows)
        {
            var cells = new Cell[data.Columns.Count + 2];
            (cells[0], cells[1]) = (Words.Of(row.Date), row.Entity);
            for (var c = 0; c < data.Columns.Count; c++)
            {
                cells[c + 2] = Rounded(row.Values.Span[c]);
            }

            table.Add(cells);
        }

        table.Write(screen);
    }

    /// <summary>Comma-separated values with a header.</summary>
    public static void WriteCsv(TextWriter to, DataRows data)
    {
        to.Write("date,entity");
        foreach (var column in data.Columns)
        {
            to.Write(',');
            to.Write(Quoted(column));
        }

        to.WriteLine();
        foreach (var row in data.Rows)
        {
            to.Write(Words.Of(row.Date));
            to.Write(',');
            to.Write(Quoted(row.Entity));
            foreach (var value in row.Values.Span)
            {
                to.Write(',');
                to.Write(Number(value));
            }

            to.WriteLine();
        }
    }

    /// <summary>An object with the data version, the columns and the rows.</summary>
    public static void WriteJson(TextWriter to, string instance, DataRows data)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Json.Document.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("instance", instance);
        json.WriteString("data_version", data.DataVersion);
        json.WriteStartArray("columns");
        foreach (var column in data.Columns)
        {
            json.WriteStringValue(column);
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var row in data.Rows)
        {
            WriteRow(json, data.Columns, row);
            Drain(to, json, buffer);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        Drain(to, json, buffer);
        to.WriteLine();
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<string> columns, DataRow row)
    {
        json.WriteStartObject();
        json.WriteString("date", Words.Of(row.Date));
        json.WriteString("entity", row.Entity);
        for (var c = 0; c < columns.Count; c++)
        {
            var value = row.Values.Span[c];
            if (double.IsFinite(value))
            {
                json.WriteNumber(columns[c], value);
            }
            else
            {
                json.WriteNull(columns[c]);
            }
        }

        json.WriteEndObject();
    }

    private static void Drain(TextWriter to, Utf8JsonWriter json, System.Buffers.ArrayBufferWriter<byte> buffer)
    {
        json.Flush();
        to.Write(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.ResetWrittenCount();
    }

    private static string Rounded(double value) => double.IsInteger(value) ? Number(value) : double.IsNaN(value) ? "" : value.ToString("G8", CultureInfo.InvariantCulture);

    private static string Number(double value) => double.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) => text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
}
