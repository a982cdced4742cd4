using OptAIC.Engine.Csv;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Contracts;

/// <summary>Reads the weights that an optimiser, a backtest or a program publishes as <c>weights.csv</c>.</summary>
internal static class WeightsFile
{
    /// <summary>Its name.</summary>
    public const string Name = "weights.csv";

    /// <summary>The column of the weights.</summary>
    public const string Column = "weight";

    /// <summary>The weights in a folder of files; <c>null</c> when there are none.</summary>
    public static Panel? Read(string? folder, CancellationToken cancellation)
    {
        var file = folder is null ? null : Path.Combine(folder, Name);
        if (file is null || !File.Exists(file))
        {
            return null;
        }

        var panel = new CsvReader(new CsvFormat { Columns = new Dictionary<string, string> { [Column] = Column } }).Read([file], cancellation);
        return panel.Has(Column) ? panel : null;
    }
}
