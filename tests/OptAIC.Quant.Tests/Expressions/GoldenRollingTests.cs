using System.Text.Json;
using OptAIC.Quant.Expressions;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class GoldenRollingTests(SampleCloses closes) : IClassFixture<SampleCloses>
{
    private static readonly string[] s_names = ["AAPL", "GE", "PYPL"];

    public static TheoryData<string, string> Columns()
    {
        var columns = new TheoryData<string, string>
        {
            { "logret_1", "LOG(close / REF(close))" },
            { "ts252_zscore_of_delta252", "TS_ZSCORE(DELTA(close, 252), 252)" },
            { "cs_rank_delta252", "RANK(DELTA(close, 252))" },
            { "cs_zscore_delta252", "ZSCORE(DELTA(close, 252))" },
            { "cs_demean_delta252", "DEMEAN(DELTA(close, 252))" },
            { "cs_rank_pct21", "RANK(PCT(close, 21))" },
        };
        foreach (var n in new[] { 1, 5, 21, 252 })
        {
            columns.Add($"delta_{n}", $"DELTA(close, {n})");
            columns.Add($"pct_{n}", $"PCT(close, {n})");
        }

        foreach (var window in new[] { 5, 20, 63, 252 })
        {
            columns.Add($"mean_{window}", $"MEAN(close, {window})");
            columns.Add($"std_{window}", $"STD(close, {window})");
            columns.Add($"std_{window}", $"VAR(close, {window}) ^ 0.5");
            columns.Add($"zscore_{window}", $"TS_ZSCORE(close, {window})");
            columns.Add($"retstd_{window}", $"STD(PCT(close, 1), {window})");
        }

        foreach (var window in new[] { 20, 252 })
        {
            columns.Add($"min_{window}", $"MIN(close, {window})");
            columns.Add($"max_{window}", $"MAX(close, {window})");
            columns.Add($"sum_{window}", $"SUM(close, {window})");
        }

        return columns;
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Operators_match_the_golden_columns(string column, string expression)
    {
        var isCrossSection = column.StartsWith("cs_", StringComparison.Ordinal);
        var result = Expression.Parse(expression).Evaluate(isCrossSection ? closes.Panel : closes.Panel.Of(s_names)).ToPanel("value");
        foreach (var name in s_names)
        {
            var expected = WideCsv.Read($"golden/rolling_{name}.csv.gz").Columns[column];
            AssertClose(expected, result.Series("value", result.Index.EntityAt(name)), $"{column} of {name}");
        }
    }

    [Fact]
    public void Mean_return_of_the_names_with_a_full_history_is_the_market_return()
    {
        var full = closes.Panel.Index.Entities.Where((_, e) => !HasGap(e));
        var market = Expression.Parse("r: PCT(close, 1)\nr - DEMEAN(r)").Evaluate(closes.Panel.Of(full));
        var expected = WideCsv.Read("golden/rolling_market_return.csv").Columns["mkt_ew_full_history"];
        AssertClose(expected, market.Values.AsSpan(0, expected.Length), "market return");
    }

    [Fact]
    public void Standard_deviations_of_nasty_series_are_exact()
    {
        using var stress = JsonDocument.Parse(File.ReadAllBytes(WideCsv.PathOf("golden/rolling_stress.json")));
        foreach (var entry in stress.RootElement.EnumerateObject())
        {
            var x = Numbers(entry.Value.GetProperty("x"));
            var exact = Numbers(entry.Value.GetProperty("exact_std_ddof1"));
            var window = entry.Value.GetProperty("window").GetInt32();
            for (var t = 0; t < x.Length; t++)
            {
                if (!double.IsNaN(exact[t]))
                {
                    // The window's valid values alone: one entry allows for missing values, which an expression does not.
                    double[] valid = [.. x[Math.Max(0, t + 1 - window)..(t + 1)].Where(value => !double.IsNaN(value))];
                    AssertClose([exact[t]], [LastStandardDeviation(valid)], $"{entry.Name} alone, row {t}");
                }
            }

            if (!x.Any(double.IsNaN))
            {
                AssertClose(exact, Series.Evaluate($"STD(x, {window})", x), entry.Name);
            }
        }
    }

    private bool HasGap(int entity) => closes.Panel.Series("close", entity).ToArray().Any(double.IsNaN);

    private static double LastStandardDeviation(double[] x) => Series.Evaluate($"STD(x, {x.Length})", x)[^1];

    private static double[] Numbers(JsonElement array) =>
        [.. array.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble())];

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var t = 0; t < expected.Length; t++)
        {
            var error = Math.Abs(actual[t] - expected[t]);
            var same = double.IsNaN(expected[t])
                ? double.IsNaN(actual[t])
                : error <= Math.Max(1e-9 * Math.Abs(expected[t]), 1e-12);
            Assert.True(same, $"{what}, row {t}: expected {expected[t]:R}, got {actual[t]:R}");
        }
    }
}
