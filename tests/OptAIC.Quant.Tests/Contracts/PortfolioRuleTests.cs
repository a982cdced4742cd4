using OptAIC.Quant.Contracts;
using OptAIC.Quant.Panels;
using static OptAIC.Quant.Tests.Contracts.Grid;

namespace OptAIC.Quant.Tests.Contracts;

public sealed class PortfolioRuleTests
{
    // 0.6 + 0.3 + 0.1 = 1, then 0.5 + 0.7 − 0.1 = 1.1: gross 1.3.
    private static readonly Panel s_weights = Weights(("A", [0.6, 0.5]), ("B", [0.3, 0.7]), ("C", [0.1, -0.1]), ("D", [0, NaN]));

    [Fact]
    public void Weights_are_judged_by_sum_size_sign_and_number()
    {
        var check = new WeightsRule { Max = 0.6, LongOnly = true, MaxPositions = 2 }.Check(s_weights);

        Assert.Equal(["weights_sum", "short_weight", "weight_above_max", "too_many_positions"], check.Findings.Select(f => f.Code));
        Assert.Equal(["2024-01-02 C -0.1"], check.Findings[1].Sample);
        Assert.Equal(["2024-01-02 B 0.7"], check.Findings[2].Sample);
        Assert.Equal(2, check.Findings[3].Count);
        Assert.StartsWith("2024-01-02 1.1", check.Findings[0].Sample[0], StringComparison.Ordinal);
        Assert.Equal(6, check.Checked);
    }

    [Fact]
    public void A_sum_may_miss_by_the_tolerance_and_a_name_that_is_not_held_has_no_minimum()
    {
        Assert.True(new WeightsRule { Tolerance = 0.1001, Min = -0.2 }.Check(s_weights).Passed);
        Assert.True(new WeightsRule { Sum = null }.Check(s_weights).Passed);
        Assert.Equal("weight_below_min", Assert.Single(new WeightsRule { Sum = null, Min = 0.05 }.Check(s_weights).Findings).Code);
    }

    [Fact]
    public void Exposures_are_sums_of_absolute_and_of_signed_weights()
    {
        var check = new LeverageRule { MaxGross = 1.2, MinNet = 1.05, MaxNet = 1.05 }.Check(s_weights);

        Assert.Equal(["gross_above_max", "net_below_min", "net_above_max"], check.Findings.Select(f => f.Code));
        Assert.StartsWith("2024-01-02 1.3", check.Findings[0].Sample[0], StringComparison.Ordinal);
        Assert.True(new LeverageRule { MaxGross = 1.3, MinNet = 1, MaxNet = 1.1 }.Check(s_weights).Passed);
    }

    [Fact]
    public void Turnover_is_the_sum_of_absolute_changes_also_against_what_was_held_before()
    {
        // |−0.1| + |0.4| + |−0.2| = 0.7 from date to date; from all in D: 1 + 1 = 2.
        var before = Weights(("D", [1.0]));

        Assert.Equal(1, new TurnoverRule(0.71).Check(s_weights, null).Checked);
        Assert.True(new TurnoverRule(0.71).Check(s_weights, null).Passed);
        Assert.Single(new TurnoverRule(0.69).Check(s_weights, null).Findings);
        Assert.Equal(["2024-01-01 2"], Assert.Single(new TurnoverRule(1.99).Check(s_weights, before).Findings).Sample);
        Assert.Equal(0, new TurnoverRule(0).Check(before, null).Checked);
    }

    [Fact]
    public void Concentration_is_measured_in_shares_of_the_gross_exposure()
    {
        // Shares 0.6, 0.3, 0.1: HHI 0.46, effective names 2.17…, two largest 0.9.
        var first = Weights(("A", [0.6]), ("B", [0.3]), ("C", [0.1]));

        Assert.True(new ConcentrationRule { MaxWeight = 0.6, MaxHerfindahl = 0.46, MinEffectiveNames = 2.17, TopCount = 2, MaxTopShare = 0.9 }.Check(first).Passed);
        var check = new ConcentrationRule { MaxWeight = 0.59, MaxHerfindahl = 0.45, MinEffectiveNames = 2.18, TopCount = 2, MaxTopShare = 0.89 }.Check(first);
        Assert.Equal(["weight_concentrated", "herfindahl_above_max", "too_few_effective_names", "top_share_above_max"], check.Findings.Select(f => f.Code));
    }
}
