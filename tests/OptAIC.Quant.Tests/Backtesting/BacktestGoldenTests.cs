using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;
using OptAIC.Quant.Optimizers;
using OptAIC.Quant.Performance;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class BacktestGoldenTests
{
    private static readonly JsonElement Summary = JsonDocument.Parse(File.ReadAllText(MarketData.DataPath("golden/backtest_summary.json"))).RootElement;

    private static readonly Dictionary<string, Lazy<BacktestResult>> Results = new()
    {
        ["V0_buyhold_equal_weight"] = new(BuyAndHold),
        ["V1_mom12_1_top20_nextopen_bps"] = new(MomentumAtNextOpen),
        ["V4_mom30_minvar_cap10"] = new(MomentumWithMinimumVariance),
        ["V8_size_at_fill_gross95_nocost"] = new(MomentumSizedAtFill),
    };

    public static TheoryData<string> Variants() => [.. Results.Keys];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Equity_equals_the_golden_curve_on_every_row(string variant)
    {
        var golden = MarketData.Rows($"golden/bt_{variant}_equity.csv.gz").ToArray();
        var equity = Results[variant].Value.Equity;

        Assert.Equal(golden.Length, equity.Count);
        foreach (var (expected, actual) in golden.Zip(equity))
        {
            Assert.Equal(MarketData.Date(expected[0]), actual.Date);
            AssertRelative(expected[1], actual.Equity, actual.Equity);
            AssertRelative(expected[2], actual.Cash, actual.Equity);
            AssertRelative(expected[3], actual.LongValue, actual.Equity);
            AssertRelative(expected[4], actual.ShortValue, actual.Equity);
            AssertRelative(expected[5], actual.TradedNotional, actual.Equity);
            AssertRelative(expected[6], actual.Commission, actual.Equity);
            AssertRelative(expected[7], actual.SlippageCost, actual.Equity);
            Assert.Equal(int.Parse(expected[8], CultureInfo.InvariantCulture), actual.Positions);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Trades_equal_the_golden_ones(string variant)
    {
        var golden = MarketData.Rows($"golden/bt_{variant}_trades.csv.gz").ToArray();
        var trades = Results[variant].Value.Trades;

        Assert.Equal(golden.Length, trades.Count);
        foreach (var (expected, actual) in golden.Zip(trades))
        {
            Assert.Equal((MarketData.Date(expected[0]), expected[1]), (actual.Date, actual.Symbol));
            AssertRelative(expected[2], actual.Quantity, actual.Quantity);
            AssertRelative(expected[3], actual.ReferencePrice, actual.ReferencePrice);
            AssertRelative(expected[4], actual.FillPrice, actual.FillPrice);
            AssertRelative(expected[5], actual.Commission, actual.Commission);
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Targets_equal_the_golden_ones(string variant)
    {
        using var stream = new GZipStream(File.OpenRead(MarketData.DataPath($"golden/bt_{variant}_targets.json.gz")), CompressionMode.Decompress);
        var golden = JsonDocument.Parse(stream).RootElement.EnumerateArray().ToArray();
        var decisions = Results[variant].Value.Decisions;

        Assert.Equal(golden.Length, decisions.Count);
        foreach (var (expected, actual) in golden.Zip(decisions))
        {
            Assert.Equal(MarketData.Date(expected[0].GetString()!), actual.Date);
            var weights = expected[1].EnumerateObject().OrderBy(weight => weight.Name, StringComparer.Ordinal).ToArray();
            Assert.Equal(weights.Select(weight => weight.Name), actual.Targets.Select(target => target.Symbol));
            Assert.All(weights.Zip(actual.Targets), pair => Assert.Equal(pair.First.Value.GetDouble(), pair.Second.Weight, 1e-9));
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Metrics_equal_the_golden_summary(string variant)
    {
        var golden = Summary.GetProperty(variant);
        var result = Results[variant].Value;
        var metrics = result.Metrics;

        Assert.Equal(golden.GetProperty("n_returns").GetInt32(), metrics.Observations);
        Assert.Equal(golden.GetProperty("trades").GetInt32(), metrics.Trades);
        AssertDate(golden, "max_dd_peak", metrics.MaxDrawdownPeak);
        AssertDate(golden, "max_dd_trough", metrics.MaxDrawdownTrough);
        AssertDate(golden, "max_dd_recovery", metrics.MaxDrawdownRecovery);
        AssertDate(golden, "first_trade", result.Trades[0].Date);
        foreach (var (name, value) in Named(metrics))
        {
            Assert.Equal(golden.GetProperty(name).GetDouble(), value!.Value, 1e-9 * Math.Max(1, Math.Abs(value.Value)));
        }

        Assert.Equal(golden.GetProperty("final_equity").GetDouble(), result.Equity[^1].Equity, 1e-3);
        Assert.Equal(golden.GetProperty("min_cash").GetDouble(), result.Equity.Min(row => row.Cash), 1e-3);
        Assert.Equal(Math.Min(5, result.Decisions.Count), result.AuditedDecisions);
    }

    private static IEnumerable<(string Name, double? Value)> Named(PerformanceMetrics metrics) =>
    [
        ("total_return", metrics.TotalReturn),
        ("cagr_252", metrics.Cagr),
        ("ann_vol_ddof1", metrics.AnnVol),
        ("sharpe_arith_rf0", metrics.Sharpe),
        ("sortino_mar0", metrics.Sortino),
        ("max_drawdown", metrics.MaxDrawdown),
        ("calmar", metrics.Calmar),
        ("var95_hist_linear", metrics.Var95),
        ("cvar95_mean_le_var", metrics.Cvar95),
        ("skew_G1", metrics.Skew),
        ("excess_kurt_G2", metrics.Kurtosis),
        ("hit_rate", metrics.HitRate),
        ("total_commission", metrics.CommissionPaid),
        ("total_slippage", metrics.SlippagePaid),
        ("turnover_annual_two_sided", metrics.Turnover),
    ];

    private static BacktestResult BuyAndHold()
    {
        var data = MarketData.Stocks;
        var complete = data.Index.Entities.Where((_, e) => !data.Close.Span.Slice(e * data.Index.Rows, data.Index.Rows).Contains(double.NaN));
        return Backtest.Run(
            new BacktestSettings { Rebalance = new RebalanceRule(RebalanceFrequency.Once), Fill = FillPrice.NextClose },
            data with { Universe = Universe.Of(complete) });
    }

    private static BacktestResult MomentumAtNextOpen() => Backtest.Run(
        new BacktestSettings
        {
            Select = Selection.Top(20),
            Commission = CommissionModel.BasisPoints(5),
            Slippage = new FixedSlippage(5),
        },
        WithMomentum());

    private static BacktestResult MomentumWithMinimumVariance() => Backtest.Run(
        new BacktestSettings
        {
            Select = Selection.Top(30),
            Fill = FillPrice.NextClose,
            Commission = CommissionModel.BasisPoints(5),
            Slippage = new FixedSlippage(5),
        },
        WithMomentum(),
        new MinVarianceOptimizer(new PortfolioConstraints { MaxWeight = 0.1 }, new SampleCovariance()));

    private static BacktestResult MomentumSizedAtFill() => Backtest.Run(
        new BacktestSettings { Select = Selection.Top(20), Fill = FillPrice.NextClose, SizeAt = SizeAt.Fill, Gross = 0.95 },
        WithMomentum());

    private static BacktestData WithMomentum() =>
        MarketData.Stocks with { Signals = [MarketData.Momentum(MarketData.Stocks)] };

    private static void AssertRelative(string expected, double actual, double scale) =>
        Assert.Equal(MarketData.Number(expected), actual, 1e-9 * Math.Abs(scale));

    private static void AssertDate(JsonElement golden, string name, DateOnly? actual) =>
        Assert.Equal(MarketData.Date(golden.GetProperty(name).GetString()!), actual);
}
