using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Expressions;

/// <summary>Closes of 505 US stocks over 1,259 days, with late listings and gaps.</summary>
public sealed class SampleCloses
{
    public SampleCloses()
    {
        var (dates, columns) = WideCsv.Read("sp500_5yr/close_all505.csv.gz");
        var names = columns.Keys.Order(StringComparer.Ordinal).ToArray();
        Panel = new Panel(new PanelIndex(dates, names), [KeyValuePair.Create("close", names.SelectMany(name => columns[name]).ToArray())]);
    }

    /// <summary>Field <c>close</c>.</summary>
    public Panel Panel { get; }
}
