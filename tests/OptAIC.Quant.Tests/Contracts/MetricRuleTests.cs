using OptAIC.Quant.Contracts;

namespace OptAIC.Quant.Tests.Contracts;

public sealed class MetricRuleTests
{
    private static readonly Dictionary<string, double?> s_metrics = new() { ["ic"] = 0.03, ["rmse"] = 0.2, ["sharpe"] = null };

    [Fact]
    public void Limits_themselves_pass() => Assert.True(new MetricRule([new("ic", 0.03, null), new("rmse", null, 0.2)]).Check(s_metrics).Passed);

    [Fact]
    public void What_is_beyond_a_limit_missing_or_unknown_is_told_apart()
    {
        var check = new MetricRule([new("ic", 0.05, null), new("rmse", null, 0.1), new("sharpe", 1, null), new("rsme", null, 1), new("other", 0, null, IsRequired: false)]).Check(s_metrics);

        Assert.Equal(["metric_below_min", "metric_above_max", "metric_not_a_number", "metric_missing"], check.Findings.Select(f => f.Code));
        Assert.Equal("ic is 0.03; at least 0.05 is expected", check.Findings[0].Message);
        Assert.Equal("there is no metric 'rsme'; did you mean 'rmse'?", check.Findings[3].Message);
    }
}
