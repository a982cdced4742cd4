namespace OptAIC.Quant.Performance;

/// <summary>
/// Metrics of an equity curve. r are the simple returns of its n rows after the first, N = 252 rows make a year, std₁ is the
/// sample standard deviation (ddof 1). A metric is null when there are too few returns for it or its divisor is 0; none is
/// ever NaN or infinite. Of equity that was lost (0 or less on some row) only the trading is measured.
/// </summary>
public sealed record PerformanceMetrics
{
    /// <summary>Number of returns, n.</summary>
    public required int Observations { get; init; }

    /// <summary>Last equity over the first, less 1.</summary>
    public double? TotalReturn { get; init; }

    /// <summary>Compound annual growth rate, (1 + total)^(N/n) − 1.</summary>
    public double? Cagr { get; init; }

    /// <summary>Volatility per year, std₁(r) √N.</summary>
    public double? AnnVol { get; init; }

    /// <summary>Sharpe ratio (Sharpe 1994, arithmetic), mean(r − f) / std₁(r − f) √N with the risk-free return per row f.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Sortino ratio (Sortino and Price 1994, target 0), mean(r) N / √(mean(min(r, 0)²) N).</summary>
    public double? Sortino { get; init; }

    /// <summary>Deepest fall from a peak, the starting value included: min over t of Eₜ / max over s ≤ t of Eₛ − 1.</summary>
    public double? MaxDrawdown { get; init; }

    /// <summary>Date of the peak before the deepest fall.</summary>
    public DateOnly? MaxDrawdownPeak { get; init; }

    /// <summary>Date of the lowest equity of the deepest fall.</summary>
    public DateOnly? MaxDrawdownTrough { get; init; }

    /// <summary>Date on which the peak was reached again; null when it has not been.</summary>
    public DateOnly? MaxDrawdownRecovery { get; init; }

    /// <summary>Calmar ratio (Young 1991), CAGR / |deepest fall|.</summary>
    public double? Calmar { get; init; }

    /// <summary>Historical value at risk at 95 % as a return: the 5 % quantile of r, type 7 (Hyndman and Fan 1996).</summary>
    public double? Var95 { get; init; }

    /// <summary>Expected shortfall at 95 % as a return: the mean of the r at or under <see cref="Var95"/>.</summary>
    public double? Cvar95 { get; init; }

    /// <summary>Sample skewness G₁ (Joanes and Gill 1998).</summary>
    public double? Skew { get; init; }

    /// <summary>Sample excess kurtosis G₂ (Joanes and Gill 1998).</summary>
    public double? Kurtosis { get; init; }

    /// <summary>Fraction of the r above 0.</summary>
    public double? HitRate { get; init; }

    /// <summary>Sum of the r above 0 over the absolute sum of those under 0.</summary>
    public double? ProfitFactor { get; init; }

    /// <summary>Probability that the true Sharpe ratio is above 0 (Bailey and López de Prado 2012), from population skewness and kurtosis.</summary>
    public double? ProbabilisticSharpe { get; init; }

    /// <summary>Two-sided turnover per year, Σ traded value / mean equity × N / n; the mean includes the starting value.</summary>
    public double? Turnover { get; init; }

    /// <summary>Mean number of rows that a name was held in one go; those still held count up to the last row.</summary>
    public double? AverageHoldingPeriod { get; init; }

    /// <summary>Number of fills.</summary>
    public int? Trades { get; init; }

    /// <summary>Commission paid.</summary>
    public double? CommissionPaid { get; init; }

    /// <summary>Slippage paid, against the reference prices.</summary>
    public double? SlippagePaid { get; init; }

    /// <summary>Slope of r on the benchmark's returns b, cov(r, b) / var(b).</summary>
    public double? Beta { get; init; }

    /// <summary>Jensen's alpha per year (Jensen 1968), (mean(r) − f − β (mean(b) − f)) N.</summary>
    public double? Alpha { get; init; }

    /// <summary>Tracking error per year, std₁(r − b) √N.</summary>
    public double? TrackingError { get; init; }

    /// <summary>Information ratio (Grinold and Kahn 1999), mean(r − b) / std₁(r − b) √N.</summary>
    public double? InformationRatio { get; init; }

    /// <summary>Σ r over Σ b on the rows with b above 0.</summary>
    public double? UpCapture { get; init; }

    /// <summary>Σ r over Σ b on the rows with b under 0.</summary>
    public double? DownCapture { get; init; }

    /// <summary>Measures an equity curve.</summary>
    public static PerformanceMetrics Of(PerformanceInput input) => new Measurement(input).Metrics();
}
