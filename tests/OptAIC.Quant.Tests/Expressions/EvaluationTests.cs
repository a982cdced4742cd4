using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Expressions;

public sealed class EvaluationTests
{
    private const double Missing = double.NaN;

    [Theory]
    [InlineData("REF(x)", new[] { Missing, 1, 2, 4, 8 })]
    [InlineData("REF(x, 0)", new[] { 1.0, 2, 4, 8, 16 })]
    [InlineData("REF(x, 3)", new[] { Missing, Missing, Missing, 1, 2 })]
    [InlineData("REF(x, 5)", new[] { Missing, Missing, Missing, Missing, Missing })]
    [InlineData("REF(x, 2147483647)", new[] { Missing, Missing, Missing, Missing, Missing })]
    [InlineData("REF(x, -2)", new[] { 4.0, 8, 16, Missing, Missing })]
    [InlineData("DELTA(x, 2)", new[] { Missing, Missing, 3, 6, 12 })]
    [InlineData("DELTA(x, -1)", new[] { -1.0, -2, -4, -8, Missing })]
    [InlineData("PCT(x, 1)", new[] { Missing, 1, 1, 1, 1 })]
    [InlineData("SUM(x, 2)", new[] { Missing, 3, 6, 12, 24 })]
    [InlineData("MEAN(x, 1)", new[] { 1.0, 2, 4, 8, 16 })]
    [InlineData("MEAN(x, 5)", new[] { Missing, Missing, Missing, Missing, 6.2 })]
    [InlineData("MEAN(x, 6)", new[] { Missing, Missing, Missing, Missing, Missing })]
    [InlineData("MEAN(x, 2147483647)", new[] { Missing, Missing, Missing, Missing, Missing })]
    [InlineData("MIN(-x, 3)", new[] { Missing, Missing, -4, -8, -16 })]
    [InlineData("MAX(-x, 3)", new[] { Missing, Missing, -1, -2, -4 })]
    [InlineData("VAR(x, 2)", new[] { Missing, 0.5, 2, 8, 32 })]
    [InlineData("x > 3 && x < 10", new[] { 0.0, 0, 1, 1, 0 })]
    [InlineData("x > 3 ? x : -x", new[] { -1.0, -2, 4, 8, 16 })]
    [InlineData("2 * x", new[] { 2.0, 4, 8, 16, 32 })]
    [InlineData("16 / x", new[] { 16.0, 8, 4, 2, 1 })]
    [InlineData("x", new[] { 1.0, 2, 4, 8, 16 })]
    [InlineData("7", new[] { 7.0, 7, 7, 7, 7 })]
    public void Operators_work_down_the_rows(string text, double[] expected)
    {
        Assert.Equal(expected, Expression.Parse(text, allowLookAhead: true).Evaluate(Series.Panel([1, 2, 4, 8, 16])).Values);
    }

    [Theory]
    [InlineData("x > 0", new[] { Missing, 1 })]
    [InlineData("x == x", new[] { Missing, 1 })]
    [InlineData("x != 1", new[] { Missing, 1 })]
    [InlineData("x && 0", new[] { Missing, 0 })]
    [InlineData("1 || x", new[] { Missing, 1 })]
    [InlineData("!x", new[] { Missing, 0 })]
    [InlineData("x ? 1 : 2", new[] { Missing, 1 })]
    [InlineData("1 ? 3 : x", new[] { 3.0, 3 })]
    [InlineData("SIGN(x)", new[] { Missing, 1 })]
    public void A_missing_value_stays_missing_in_comparisons_and_logic(string text, double[] expected)
    {
        Assert.Equal(expected, Series.Evaluate(text, Missing, 2));
    }

    [Theory]
    [InlineData("MEAN(x, 3)")]
    [InlineData("SUM(x, 3)")]
    [InlineData("STD(x, 3)")]
    [InlineData("TS_ZSCORE(x, 3)")]
    [InlineData("MIN(x, 3)")]
    [InlineData("MAX(x, 3)")]
    public void A_missing_value_reaches_exactly_the_windows_that_contain_it(string text)
    {
        var values = Series.Evaluate(text, 1, 2, 4, Missing, 3, 1, 4, 1, 5, 9, 2, 6);

        Assert.Equal([0, 1, 3, 4, 5], Enumerable.Range(0, values.Length).Where(t => double.IsNaN(values[t])));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e9 + 0.001)]
    [InlineData(-1.0 / 3)]
    [InlineData(0)]
    public void Equal_values_have_no_deviation_at_all_and_no_z_score(double value)
    {
        double[] constant = [.. Enumerable.Repeat(value, 60)];
        foreach (var window in new[] { 2, 3, 5, 7, 20, 21, 31, 59 })
        {
            Assert.All(Series.Evaluate($"STD(x, {window})", constant)[(window - 1)..], deviation => Assert.Equal(0, deviation));
            Assert.All(Series.Evaluate($"TS_ZSCORE(x, {window})", constant), score => Assert.True(double.IsNaN(score)));
        }

        Assert.All(Series.Across("ZSCORE(x)", constant), score => Assert.True(double.IsNaN(score)));
        Assert.All(Series.Across("DEMEAN(x)", constant), difference => Assert.Equal(0, difference));
    }

    [Fact]
    public void Ranks_are_averages_as_a_fraction_of_the_valid_names()
    {
        Assert.Equal([0.625, 1, Missing, 0.25, 0.625], Series.Across("RANK(x)", 3, 7, Missing, -2, 3));
        Assert.Equal([1, Missing], Series.Across("RANK(x)", 5, Missing));
        Assert.Equal([Missing, Missing], Series.Across("RANK(x)", Missing, Missing));
    }

    [Fact]
    public void A_z_score_needs_two_valid_names()
    {
        Assert.Equal([-1, Missing, 0, 1], Series.Across("ZSCORE(x)", 1, Missing, 3, 5));
        Assert.Equal([Missing, Missing], Series.Across("ZSCORE(x)", 1, Missing));
    }

    [Fact]
    public void Cross_sections_and_histories_may_be_nested_in_any_order()
    {
        var panel = Series.Panel([1, 5, 2, 8], [2, 1, 7, 3], [9, 2, 4, 4]);

        var nested = Expression.Parse("r: RANK(DELTA(x, 1))\nRANK(MEAN(r, 2) - 2 * DEMEAN(r)) + REF(r)").Evaluate(panel).ToPanel("v");

        // Ranks of the changes, in thirds: (3, 2, 1) on row 1, (1, 3, 2) on row 2, where their mean is 2; so what is ranked on
        // row 2 is (2 + 2, 2.5 - 2, 1.5 - 0), which gives (3, 1, 2), plus yesterday's (3, 2, 1).
        double[] expected = [6 / 3.0, 3 / 3.0, 3 / 3.0];
        for (var e = 0; e < expected.Length; e++)
        {
            Assert.True(double.IsNaN(nested.Series("v", e)[1]));
            Assert.Equal(expected[e], nested.Series("v", e)[2], 12);
        }
    }

    [Fact]
    public void Inputs_are_aligned_to_all_their_dates_and_entities()
    {
        var day = Series.Start;
        var prices = new Panel(new PanelIndex([day, day.AddDays(2)], ["A", "B"]), [KeyValuePair.Create("close", new double[] { 10, 12, 20, 22 })]);
        var ratios = new Panel(new PanelIndex([day.AddDays(1), day.AddDays(2)], ["B", "C"]), [KeyValuePair.Create("pe", new double[] { 1, 2, 3, 4 })]);
        ExpressionInput[] inputs = [new("prices", prices), new("ratios", ratios)];

        var both = Expression.Parse("prices.close / pe").Evaluate(inputs);
        var one = Expression.Parse("REF($prices.close)").Evaluate(inputs);

        Assert.Equal([day, day.AddDays(1), day.AddDays(2)], both.Index.Dates);
        Assert.Equal(["A", "B", "C"], both.Index.Entities);
        Assert.Equal([Missing, Missing, Missing, Missing, Missing, 11, Missing, Missing, Missing], both.Values);
        Assert.Same(prices.Index, one.Index);
        Assert.Equal([Missing, 10, Missing, 20], one.Values);
    }

    [Fact]
    public void An_evaluation_does_not_change_its_inputs()
    {
        double[] values = [3, 1, 2];
        var panel = Series.Panel(values);

        Expression.Parse("ZSCORE(x) + TS_ZSCORE(x, 2) + x * 2").Evaluate(panel);
        Expression.Parse("x").Evaluate(panel).Values[0] = 100;

        Assert.Equal([3, 1, 2], panel.Field("x").ToArray());
    }

    [Fact]
    public void An_evaluation_can_be_cancelled()
    {
        Assert.ThrowsAny<OperationCanceledException>(() => Expression.Parse("x + 1").Evaluate(Series.Panel([1]), new CancellationToken(canceled: true)));
    }
}
