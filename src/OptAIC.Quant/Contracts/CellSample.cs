using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>Names the first affected cells, by date, then by entity. Only walked when something was counted.</summary>
internal static class CellSample
{
    public static List<string> First(PanelIndex index, ReadOnlySpan<double> values, Func<double, bool> isAffected, bool withValue)
    {
        var found = new List<string>();
        for (var t = 0; t < index.Rows && found.Count < SampleText.Most; t++)
        {
            for (var e = 0; e < index.Count && found.Count < SampleText.Most; e++)
            {
                var value = values[(e * index.Rows) + t];
                if (isAffected(value))
                {
                    found.Add(withValue ? SampleText.Cell(index.Dates[t], index.Entities[e], value) : SampleText.Cell(index.Dates[t], index.Entities[e]));
                }
            }
        }

        return found;
    }
}
