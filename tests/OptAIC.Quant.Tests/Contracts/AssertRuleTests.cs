using OptAIC.Quant.Contracts;
using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;
using static OptAIC.Quant.Tests.Contracts.Grid;

namespace OptAIC.Quant.Tests.Contracts;

public sealed class AssertRuleTests
{
    private static readonly Panel s_closes = Of(("close", "A", [1, -2, NaN, 4]), ("close", "B", [1, 2, 3, 0]), ("volume", "A", [1, 1, 1, 1]), ("volume", "B", [1, 1, 1, 1]));

    [Fact]
    public void Rows_that_fail_are_counted_with_the_values_that_the_condition_reads()
    {
        var check = new AssertRule(Expression.Parse("close > 0")).Check(s_closes, []);

        var finding = Assert.Single(check.Findings);
        Assert.Equal((7, 2), (check.Checked, finding.Count));
        Assert.Equal("2 of 7 rows fail 'close > 0'", finding.Message);
        Assert.Equal(["2024-01-02 A close=-2", "2024-01-04 B close=0"], finding.Sample);
    }

    [Theory]
    [InlineData(0.28, false)]
    [InlineData(0.2858, true)]
    public void A_share_of_the_rows_may_fail(double share, bool passes) =>
        Assert.Equal(passes, new AssertRule(Expression.Parse("close > 0")) { AllowFailing = share }.Check(s_closes, []).Passed);

    [Fact]
    public void A_missing_condition_is_left_out_or_fails_as_it_is_said()
    {
        var check = new AssertRule(Expression.Parse("close > 0")) { MissingFails = true }.Check(s_closes, []);

        Assert.Equal((8, 3), (check.Checked, Assert.Single(check.Findings).Count));
    }

    [Fact]
    public void A_condition_may_compare_with_other_data_and_names_alone_mean_the_data_themselves()
    {
        var before = Of(("close", "A", [1, -2, 3, 8]), ("close", "C", [1, 2, 3, 4]));

        var check = new AssertRule(Expression.Parse("ABS(close / published.close - 1) < 0.1")).Check(s_closes, [new ExpressionInput("published", before)]);

        Assert.Equal(["2024-01-04 A close=4"], Assert.Single(check.Findings).Sample);
        Assert.Equal(3, check.Checked);
    }

    [Fact]
    public void An_unknown_column_is_said_with_the_nearest_one() =>
        Assert.Equal("close", Assert.Throws<ExpressionException>(() => new AssertRule(Expression.Parse("clos > 0")).Check(s_closes, [])).Suggestion);
}
