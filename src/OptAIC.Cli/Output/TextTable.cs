using System.Text;

namespace OptAIC.Cli.Output;

/// <summary>A cell of a table.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Tint">Its colour.</param>
internal readonly record struct Cell(string Text, Tint Tint = Tint.Plain)
{
    /// <summary>A plain cell; empty for <c>null</c>.</summary>
    public static implicit operator Cell(string? text) => new(text ?? "");
}

/// <summary>
/// Rows in aligned columns. On a terminal the widest columns are cut until a row fits; in a pipe nothing is cut, so lines are stable.
/// </summary>
/// <param name="headers">Headings; one that starts with <c>&gt;</c> makes a right-aligned column.</param>
internal sealed class TextTable(params string[] headers)
{
    private const int Gap = 2;
    private const int NarrowestCut = 8;
    private readonly List<Cell[]> _rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params Cell[] cells) => _rows.Add(cells);

    /// <summary>Writes headings and rows; nothing when there are no rows.</summary>
    public void Write(Screen screen)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        var widths = Fit(Widths(), screen.Size.Columns);
        WriteRow(screen, widths, [.. headers.Select(h => new Cell(h.TrimStart('>'), Tint.Strong))]);
        foreach (var row in _rows)
        {
            WriteRow(screen, widths, row);
        }
    }

    private int[] Widths()
    {
        var widths = headers.Select(h => h.TrimStart('>').Length).ToArray();
        foreach (var row in _rows)
        {
            for (var c = 0; c < widths.Length; c++)
            {
                widths[c] = Math.Max(widths[c], row[c].Text.Length);
            }
        }

        return widths;
    }

    private static int[] Fit(int[] widths, int columns)
    {
        long total = widths.Sum(w => (long)w) + (Gap * (widths.Length - 1));
        while (total > columns)
        {
            var widest = Array.IndexOf(widths, widths.Max());
            if (widths[widest] <= NarrowestCut)
            {
                break;
            }

            widths[widest]--;
            total--;
        }

        return widths;
    }

    private void WriteRow(Screen screen, int[] widths, Cell[] cells)
    {
        var line = new StringBuilder();
        var pending = 0;
        for (var c = 0; c < widths.Length; c++)
        {
            var text = Cut(cells[c].Text, widths[c]);
            var padding = widths[c] - text.Length;
            var right = headers[c].StartsWith('>');
            if (text.Length > 0)
            {
                line.Append(' ', pending + (right ? padding : 0)).Append(screen.Paint(text, cells[c].Tint));
                pending = (right ? 0 : padding) + Gap;
            }
            else
            {
                pending += widths[c] + Gap;
            }
        }

        screen.Line(line.ToString());
    }

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
