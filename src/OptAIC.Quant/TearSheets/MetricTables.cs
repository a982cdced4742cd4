using OptAIC.Quant.Performance;
using static OptAIC.Quant.TearSheets.NumberText;

namespace OptAIC.Quant.TearSheets;

/// <summary>All metrics, in groups.</summary>
internal static class MetricTables
{
    /// <summary>The few numbers that a reader looks for first.</summary>
    public static void WriteHeadline(Markup markup, PerformanceMetrics metrics)
    {
        (string Name, string Value)[] cards =
        [
            ("Total return", Percent(metrics.TotalReturn)),
            ("CAGR", Percent(metrics.Cagr)),
            ("Volatility", Percent(metrics.AnnVol)),
            ("Sharpe", Ratio(metrics.Sharpe)),
            ("Max drawdown", Percent(metrics.MaxDrawdown)),
            ("Turnover p.a.", Percent(metrics.Turnover, 0)),
        ];
        markup.Line($"<div class=\"cards\">");
        foreach (var (name, value) in cards)
        {
            markup.Line($"<div class=\"card\"><b>{value}</b><span>{name}</span></div>");
        }

        markup.Line($"</div>");
    }

    public static void Write(Markup markup, PerformanceMetrics metrics, bool hasBenchmark)
    {
        markup.Line($"<div class=\"groups\">");
        Group(markup, "Return", Return(metrics));
        Group(markup, "Risk", Risk(metrics));
        Group(markup, "Trading", Trading(metrics));
        if (hasBenchmark)
        {
            Group(markup, "Against the benchmark", Benchmark(metrics));
        }

        markup.Line($"</div>");
    }

    private static (string, string)[] Return(PerformanceMetrics metrics) =>
    [
        ("Total return", Percent(metrics.TotalReturn)),
        ("CAGR (252 rows)", Percent(metrics.Cagr)),
        ("Sharpe", Ratio(metrics.Sharpe)),
        ("Probabilistic Sharpe", Percent(metrics.ProbabilisticSharpe)),
        ("Sortino", Ratio(metrics.Sortino)),
        ("Calmar", Ratio(metrics.Calmar)),
        ("Hit rate", Percent(metrics.HitRate)),
        ("Profit factor", Ratio(metrics.ProfitFactor)),
    ];

    private static (string, string)[] Risk(PerformanceMetrics metrics) =>
    [
        ("Volatility p.a.", Percent(metrics.AnnVol)),
        ("Max drawdown", Percent(metrics.MaxDrawdown)),
        ("Peak", Date(metrics.MaxDrawdownPeak)),
        ("Trough", Date(metrics.MaxDrawdownTrough)),
        ("Recovery", Date(metrics.MaxDrawdownRecovery)),
        ("VaR 95 % (1 row)", Percent(metrics.Var95)),
        ("CVaR 95 % (1 row)", Percent(metrics.Cvar95)),
        ("Skew / kurtosis", $"{Ratio(metrics.Skew)} / {Ratio(metrics.Kurtosis)}"),
    ];

    private static (string, string)[] Trading(PerformanceMetrics metrics) =>
    [
        ("Trades", Amount(metrics.Trades)),
        ("Turnover p.a.", Percent(metrics.Turnover, 1)),
        ("Average holding", Rows(metrics.AverageHoldingPeriod)),
        ("Commission paid", Amount(metrics.CommissionPaid)),
        ("Slippage paid", Amount(metrics.SlippagePaid)),
        ("Returns measured", Amount(metrics.Observations)),
    ];

    private static (string, string)[] Benchmark(PerformanceMetrics metrics) =>
    [
        ("Alpha p.a.", Percent(metrics.Alpha)),
        ("Beta", Ratio(metrics.Beta)),
        ("Tracking error p.a.", Percent(metrics.TrackingError)),
        ("Information ratio", Ratio(metrics.InformationRatio)),
        ("Up capture", Percent(metrics.UpCapture, 1)),
        ("Down capture", Percent(metrics.DownCapture, 1)),
    ];

    private static void Group(Markup markup, string title, (string Name, string Value)[] rows)
    {
        markup.Line($"<table class=\"metrics\"><caption>{title}</caption>");
        foreach (var (name, value) in rows)
        {
            markup.Line($"<tr><th>{name}</th><td>{value}</td></tr>");
        }

        markup.Line($"</table>");
    }
}
