using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>
/// What of a panel is data: a store keeps no empty dates, entities or fields. Windows count rows, so a panel that is handed on must
/// have the same rows as one that is read back.
/// </summary>
internal static class PanelContent
{
    /// <summary>The panel without empty dates, entities and fields.</summary>
    public static Panel Of(Panel panel)
    {
        var index = panel.Index;
        var fields = panel.Fields.Where(f => panel.Field(f).Span.ContainsAnyExcept(double.NaN)).ToList();
        var dates = new bool[index.Rows];
        var entities = new bool[index.Count];
        foreach (var values in fields.Select(f => panel.Field(f)))
        {
            var cells = values.Span;
            for (var cell = 0; cell < cells.Length; cell++)
            {
                if (!double.IsNaN(cells[cell]))
                {
                    dates[cell % index.Rows] = true;
                    entities[cell / index.Rows] = true;
                }
            }
        }

        var isFull = fields.Count == panel.Fields.Count && !dates.Contains(false) && !entities.Contains(false);
        return isFull ? panel : Part(panel, fields, new PanelIndex(index.Dates.Where((_, t) => dates[t]), index.Entities.Where((_, e) => entities[e])));
    }

    private static Panel Part(Panel panel, List<string> fields, PanelIndex index)
    {
        var aligned = panel.Index.SameAs(index) ? panel : panel.AlignTo(index);
        return new Panel(index, fields.Select(f => KeyValuePair.Create(f, aligned.Field(f).ToArray())));
    }
}
