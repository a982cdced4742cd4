using OptAIC.Quant.Backtesting.Costs;

namespace OptAIC.Quant.Backtesting;

/// <summary>
/// What may vary in a backtest; the procedure itself is fixed (see <see cref="Backtest"/>). Dividends, splits, delisting
/// returns, borrow fees and interest on cash are not modelled: prices must be adjusted for what should count.
/// </summary>
public sealed record BacktestSettings
{
    /// <summary>First date of the test; null for the first of the data. Earlier rows still serve signals and lookbacks.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>Last date of the test; null for the last of the data.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Cash at the start.</summary>
    public double InitialCash { get; init; } = 1_000_000;

    /// <summary>The price that orders fill at; null for the next open when the data has opens, else the next close.</summary>
    public FillPrice? Fill { get; init; }

    /// <summary>When target weights become shares.</summary>
    public SizeAt SizeAt { get; init; }

    /// <summary>Which numbers of shares can be held.</summary>
    public ShareUnit Shares { get; init; }

    /// <summary>When targets are decided.</summary>
    public RebalanceRule Rebalance { get; init; } = new(RebalanceFrequency.Monthly);

    /// <summary>Which names are held.</summary>
    public Selection Select { get; init; } = Selection.All;

    /// <summary>How they are weighted; not used with an optimiser.</summary>
    public Weighting Weighting { get; init; }

    /// <summary>Sum of absolute weights; with an optimiser, the factor on its weights.</summary>
    public double Gross { get; init; } = 1;

    /// <summary>Number of returns, ending at the decision's row, that an optimiser is given.</summary>
    public int Lookback { get; init; } = 252;

    /// <summary>What brokers take.</summary>
    public CommissionModel Commission { get; init; } = CommissionModel.None;

    /// <summary>What trading moves the price.</summary>
    public SlippageModel Slippage { get; init; } = new NoSlippage();

    /// <summary>Risk-free rate per year, compounded daily over 252 rows, for the Sharpe ratio.</summary>
    public double RiskFreeRate { get; init; }

    /// <summary>Number of decisions that the look-ahead audit makes again on data that ends at them; 0 for no audit.</summary>
    public int AuditedDecisions { get; init; } = 5;

    /// <summary>Everything wrong with these settings, alone and (when given) together with the data; empty when nothing is.</summary>
    public IReadOnlyList<SettingProblem> Validate(BacktestData? data = null) => SettingsCheck.Run(this, data);

    /// <summary>The price that orders fill at, once the data is known.</summary>
    internal FillPrice FillOn(BacktestData data) => Fill ?? (data.Open.IsEmpty ? FillPrice.NextClose : FillPrice.NextOpen);
}
