using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Backtesting;

/// <summary>
/// What a backtest runs on. All arrays are those of one panel: dates × entities, column-major, missing is NaN
/// (see <see cref="Panel"/>). Prices are per share in the currency of the cash.
/// </summary>
/// <param name="Index">Dates and entities of all arrays; the dates are the trading calendar.</param>
/// <param name="Close">Closes.</param>
public sealed record BacktestData(PanelIndex Index, ReadOnlyMemory<double> Close)
{
    /// <summary>Opens; empty when there are none.</summary>
    public ReadOnlyMemory<double> Open { get; init; }

    /// <summary>Volumes in shares; empty when there are none.</summary>
    public ReadOnlyMemory<double> Volume { get; init; }

    /// <summary>
    /// Signals, the primary one first. The value at a row must have been known at the close of that row. Without any,
    /// every name with a price is selected.
    /// </summary>
    public IReadOnlyList<ReadOnlyMemory<double>> Signals { get; init; } = [];

    /// <summary>Names that may be selected.</summary>
    public Universe Universe { get; init; } = Universe.All;

    /// <summary>Levels of a benchmark, one per date; empty when there is none.</summary>
    public ReadOnlyMemory<double> Benchmark { get; init; }

    /// <summary>A copy of what decisions can use, closes and signals, whose future <see cref="LookAheadAudit"/> may blank out.</summary>
    internal (BacktestData Data, double[][] Arrays) CopyForDecisions()
    {
        double[][] arrays = [Close.ToArray(), .. Signals.Select(signal => signal.ToArray())];
        var copy = new BacktestData(Index, arrays[0])
        {
            Signals = [.. arrays.Skip(1).Select(array => (ReadOnlyMemory<double>)array)],
            Universe = Universe,
        };
        return (copy, arrays);
    }
}
