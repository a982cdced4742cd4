namespace OptAIC.Quant.Performance;

/// <summary>An equity curve to measure.</summary>
/// <param name="Dates">Dates of the rows, ascending; the first is that of the starting value.</param>
/// <param name="Equity">Equity at the close of each row, the starting value first.</param>
public sealed record PerformanceInput(IReadOnlyList<DateOnly> Dates, ReadOnlyMemory<double> Equity)
{
    /// <summary>Levels of a benchmark on the same rows; empty when there is none.</summary>
    public ReadOnlyMemory<double> Benchmark { get; init; }

    /// <summary>Risk-free rate per year; per row it is (1 + rate)^(1/252) − 1.</summary>
    public double RiskFreeRate { get; init; }

    /// <summary>What was traded; null when that is not known.</summary>
    public TradingActivity? Activity { get; init; }
}
