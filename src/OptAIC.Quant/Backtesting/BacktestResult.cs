using OptAIC.Quant.Performance;

namespace OptAIC.Quant.Backtesting;

/// <summary>Everything that a backtest leaves, oldest first.</summary>
public sealed record BacktestResult
{
    /// <summary>One row per date of the test.</summary>
    public required IReadOnlyList<EquityRow> Equity { get; init; }

    /// <summary>All fills in the order in which they happened.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Every name held on every date.</summary>
    public required IReadOnlyList<Position> Positions { get; init; }

    /// <summary>All decisions. Rebalance rows before any name could be selected are not decisions.</summary>
    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>Levels of the benchmark on the dates of <see cref="Equity"/>; empty when there is none.</summary>
    public required ReadOnlyMemory<double> Benchmark { get; init; }

    /// <summary>Metrics of the equity from the first decision on.</summary>
    public required PerformanceMetrics Metrics { get; init; }

    /// <summary>Decisions that the look-ahead audit made again, with the same targets each.</summary>
    public required int AuditedDecisions { get; init; }
}
