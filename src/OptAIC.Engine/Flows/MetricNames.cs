using OptAIC.Quant.Performance;

namespace OptAIC.Engine.Flows;

/// <summary>Performance metrics under the names that they have in records.</summary>
internal static class MetricNames
{
    public static Dictionary<string, double?> Of(PerformanceMetrics metrics) => new()
    {
        ["observations"] = metrics.Observations,
        ["total_return"] = metrics.TotalReturn,
        ["cagr"] = metrics.Cagr,
        ["ann_vol"] = metrics.AnnVol,
        ["sharpe"] = metrics.Sharpe,
        ["sortino"] = metrics.Sortino,
        ["max_drawdown"] = metrics.MaxDrawdown,
        ["calmar"] = metrics.Calmar,
        ["var_95"] = metrics.Var95,
        ["cvar_95"] = metrics.Cvar95,
        ["skew"] = metrics.Skew,
        ["kurtosis"] = metrics.Kurtosis,
        ["hit_rate"] = metrics.HitRate,
        ["profit_factor"] = metrics.ProfitFactor,
        ["probabilistic_sharpe"] = metrics.ProbabilisticSharpe,
        ["turnover"] = metrics.Turnover,
        ["average_holding_period"] = metrics.AverageHoldingPeriod,
        ["trades"] = metrics.Trades,
        ["commission_paid"] = metrics.CommissionPaid,
        ["slippage_paid"] = metrics.SlippagePaid,
        ["beta"] = metrics.Beta,
        ["alpha"] = metrics.Alpha,
        ["tracking_error"] = metrics.TrackingError,
        ["information_ratio"] = metrics.InformationRatio,
        ["up_capture"] = metrics.UpCapture,
        ["down_capture"] = metrics.DownCapture,
    };
}
