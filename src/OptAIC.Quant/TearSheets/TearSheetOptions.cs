namespace OptAIC.Quant.TearSheets;

/// <summary>Words of a tear sheet that the numbers do not say. All text is escaped.</summary>
/// <param name="Title">Heading, such as the backtest's name.</param>
public sealed record TearSheetOptions(string Title)
{
    /// <summary>What was tested, in a line under the heading; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>Name of the benchmark, for legends.</summary>
    public string BenchmarkName { get; init; } = "Benchmark";

    /// <summary>What a reader must know, such as assumptions about when data was known; shown before the numbers.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Rows in the window of the rolling Sharpe ratio.</summary>
    public int RollingRows { get; init; } = 126;
}
