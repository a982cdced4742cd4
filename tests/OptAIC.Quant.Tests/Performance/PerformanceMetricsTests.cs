using System.Text.Json;
using OptAIC.Quant.Performance;
using OptAIC.Quant.Tests.Backtesting;

namespace OptAIC.Quant.Tests.Performance;

public sealed class PerformanceMetricsTests
{
    private static readonly JsonElement Golden = JsonDocument.Parse(File.ReadAllText(MarketData.DataPath("golden/metrics_golden.json"))).RootElement;

    public static TheoryData<string> Series() => ["sp500", "v1"];

    [Theory]
    [MemberData(nameof(Series))]
    public void Metrics_equal_the_golden_ones(string series)
    {
        var golden = Golden.GetProperty(series).GetProperty("adopted");
        var input = Input(series);
        var metrics = PerformanceMetrics.Of(input);
        var withRiskFree = PerformanceMetrics.Of(input with { RiskFreeRate = 0.02 });

        Assert.Equal(golden.GetProperty("n").GetInt32(), metrics.Observations);
        (string Name, double? Value)[] named =
        [
            ("total_return", metrics.TotalReturn),
            ("cagr_252", metrics.Cagr),
            ("ann_vol", metrics.AnnVol),
            ("sharpe_arith", metrics.Sharpe),
            ("sharpe_arith_rf2pct_geometric_daily", withRiskFree.Sharpe),
            ("sortino", metrics.Sortino),
            ("max_drawdown", metrics.MaxDrawdown),
            ("calmar", metrics.Calmar),
            ("omega0", metrics.ProfitFactor),
            ("var95_hist_type7", metrics.Var95),
            ("cvar95", metrics.Cvar95),
            ("skew_sample_G1", metrics.Skew),
            ("kurt_excess_sample_G2", metrics.Kurtosis),
            ("hit_rate", metrics.HitRate),
            ("psr_vs_0 (population skew, non-excess kurtosis)", metrics.ProbabilisticSharpe),
        ];
        Assert.All(named, metric => Assert.Equal(golden.GetProperty(metric.Name).GetDouble(), metric.Value!.Value, 1e-10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Too_few_returns_give_null_and_never_NaN(int rows)
    {
        double[] equity = [.. new double[] { 100, 110, 105, 120 }.Take(rows)];

        var metrics = PerformanceMetrics.Of(Rows(equity) with { Benchmark = equity });

        Assert.Equal(rows - 1, metrics.Observations);
        Assert.Equal(rows > 1, metrics.TotalReturn is not null);
        Assert.Equal(rows > 2, metrics.Sharpe is not null);
        Assert.Equal(rows > 3, metrics.Skew is not null);
        Assert.Null(metrics.Kurtosis);
        AssertAllFinite(metrics);
    }

    [Theory]
    [InlineData(100, 100, 100, 100, 100, 100)]
    [InlineData(100, 110, 121, 133.1, 146.41, 161.051)]
    [InlineData(100, 90, 81, 72.9, 65.61, 59.049)]
    [InlineData(100, 50, 0, 0, 0, 0)]
    [InlineData(100, 50, -10, 5, 5, 6)]
    public void Flat_constant_and_lost_equity_give_null_and_never_NaN(double e0, double e1, double e2, double e3, double e4, double e5)
    {
        double[] equity = [e0, e1, e2, e3, e4, e5];

        var metrics = PerformanceMetrics.Of(Rows(equity) with { Benchmark = equity });

        Assert.Null(metrics.Sharpe);
        AssertAllFinite(metrics);
    }

    [Fact]
    public void A_benchmark_is_compared_on_the_rows_where_it_is_known()
    {
        var metrics = PerformanceMetrics.Of(Rows([100, 102, 101, 104, 103]) with { Benchmark = new[] { 50, 51, double.NaN, 51, 50.5 } });

        Assert.Equal(0.02 / 0.02, metrics.UpCapture!.Value, 1e-9);
        AssertAllFinite(metrics);
    }

    [Fact]
    public void Twice_the_benchmark_has_beta_two_and_no_alpha()
    {
        double[] benchmarkReturns = [0.01, -0.02, 0.015, 0.005, -0.01];
        var (equity, benchmark) = (new List<double> { 100 }, new List<double> { 100 });
        foreach (var r in benchmarkReturns)
        {
            equity.Add(equity[^1] * (1 + (2 * r)));
            benchmark.Add(benchmark[^1] * (1 + r));
        }

        var metrics = PerformanceMetrics.Of(Rows([.. equity]) with { Benchmark = benchmark.ToArray() });

        Assert.Equal(2, metrics.Beta!.Value, 1e-9);
        Assert.Equal(0, metrics.Alpha!.Value, 1e-9);
        Assert.Equal(2, metrics.UpCapture!.Value, 1e-9);
        Assert.Equal(2, metrics.DownCapture!.Value, 1e-9);
        Assert.Equal(metrics.AnnVol!.Value / 2, metrics.TrackingError!.Value, 1e-9);
        Assert.Equal(0, metrics.InformationRatio!.Value, 1e-9);
    }

    [Fact]
    public void The_deepest_drawdown_has_its_dates()
    {
        var input = Rows([100, 120, 90, 110, 120, 60, 130]);

        var metrics = PerformanceMetrics.Of(input);

        Assert.Equal(-0.5, metrics.MaxDrawdown);
        Assert.Equal((input.Dates[1], input.Dates[5], input.Dates[6]), (metrics.MaxDrawdownPeak, metrics.MaxDrawdownTrough, metrics.MaxDrawdownRecovery));
    }

    [Fact]
    public void A_drawdown_that_lasts_has_no_recovery_and_the_start_counts_as_a_peak()
    {
        var input = Rows([100, 80, 90]);

        var metrics = PerformanceMetrics.Of(input);

        Assert.Equal((input.Dates[0], null), (metrics.MaxDrawdownPeak, metrics.MaxDrawdownRecovery));
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1.959963984540054, 0.975)]
    [InlineData(-3, 0.0013498980316300933)]
    [InlineData(6, 0.9999999990134123)]
    [InlineData(40, 1)]
    public void The_normal_distribution_is_exact(double x, double expected) =>
        Assert.Equal(expected, NormalDistribution.Cumulative(x), 1e-15);

    private static PerformanceInput Input(string series)
    {
        var rows = series == "sp500"
            ? MarketData.Rows("skfolio/sp500_index.csv.gz").ToArray()
            : [.. MarketData.Rows("golden/bt_V1_mom12_1_top20_nextopen_bps_equity.csv.gz").SkipWhile(row => string.CompareOrdinal(row[0], "2014-02-28") < 0)];
        return new PerformanceInput([.. rows.Select(row => MarketData.Date(row[0][..10]))], rows.Select(row => MarketData.Number(row[1])).ToArray());
    }

    private static PerformanceInput Rows(double[] equity) => new([.. Market.Weekdays().Take(equity.Length)], equity);

    private static void AssertAllFinite(PerformanceMetrics metrics)
    {
        foreach (var property in typeof(PerformanceMetrics).GetProperties().Where(property => property.PropertyType == typeof(double?)))
        {
            Assert.True((double?)property.GetValue(metrics) is not { } value || double.IsFinite(value), $"{property.Name} is {property.GetValue(metrics)}");
        }
    }
}
