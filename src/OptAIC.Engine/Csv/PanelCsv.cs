using System.Buffers;
using System.Globalization;
using System.Text;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Csv;

/// <summary>
/// Writes a panel as a long CSV file that any language reads: <c>date,entity</c> and the fields, a row per entity and date that has a value, ordered
/// by entity and date. Numbers have a point and as many digits as it takes to read back the same number; what is missing is empty.
/// </summary>
internal static class PanelCsv
{
    private const int BlockSize = 64 * 1024;
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes the file.</summary>
    public static void Write(string path, Panel panel)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var block = new ArrayBufferWriter<byte>(2 * BlockSize);
        Text(block, string.Join(',', panel.Fields.Select(Quoted).Prepend("date,entity")) + "\n");
        var fields = panel.Fields.Select(f => panel.Field(f)).ToArray();
        var dates = panel.Index.Dates.Select(d => Encoding.UTF8.GetBytes(d.ToString("O", CultureInfo.InvariantCulture))).ToArray();
        for (var e = 0; e < panel.Index.Count; e++)
        {
            var entity = Encoding.UTF8.GetBytes("," + Quoted(panel.Index.Entities[e]));
            for (var t = 0; t < dates.Length; t++)
            {
                Row(block, fields, (e * dates.Length) + t, dates[t], entity);
                if (block.WrittenCount >= BlockSize)
                {
                    file.Write(block.WrittenSpan);
                    block.ResetWrittenCount();
                }
            }
        }

        file.Write(block.WrittenSpan);
    }

    private static void Row(ArrayBufferWriter<byte> block, ReadOnlyMemory<double>[] fields, int cell, byte[] date, byte[] entity)
    {
        if (Array.TrueForAll(fields, f => double.IsNaN(f.Span[cell])))
        {
            return;
        }

        block.Write(date);
        block.Write(entity);
        foreach (var field in fields)
        {
            block.Write(","u8);
            if (field.Span[cell] is var value && !double.IsNaN(value))
            {
                var room = block.GetSpan(32);
                value.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
                block.Advance(written);
            }
        }

        block.Write("\n"u8);
    }

    private static string Quoted(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static void Text(ArrayBufferWriter<byte> block, string text) => block.Write(Encoding.UTF8.GetBytes(text));
}
