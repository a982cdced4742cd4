using OptAIC.Engine.Specs;
using OptAIC.Engine.Yaml;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Specs;

public class BacktestSpecTests
{
    [Fact]
    public void Defaults_stand_in_the_resolved_backtest()
    {
        var backtest = Valid("{type: BacktestInstance, assets: {prices: p}}");
        Assert.Equal(
            """{"assets":{"prices":"p","universe":"all"},"config":{"audit":{"sample":5},"cash":1000000,"commission":{},"lookback":252,"portfolio":{"gross":1,"select":{"rule":"all"},"weighting":"equal"},"rebalance":"monthly","rf":0,"shares":"fractional","size_at":"decision","slippage":{"model":"none"}},"date_range":{},"signals":{"combine":"mean_z","secondary":[]}}""",
            backtest.Value.GetRawText());
    }

    [Fact]
    public void Short_forms_become_long_ones()
    {
        var config = Valid("""
            assets: {prices: p, universe: [A, B]}
            signals: {primary: mom, optimizer: mv}
            config:
              rebalance: {every: 21}
              transaction_costs: 0.001
              slippage: volume_share
              portfolio: top 20
              audit: 0
            """).Value.GetProperty("config");
        Assert.Equal("""{"rate":0.001}""", config.GetProperty("commission").GetRawText());
        Assert.Equal("""{"fill":"full","k":0.1,"limit":0.025,"model":"volume_share"}""", config.GetProperty("slippage").GetRawText());
        Assert.Equal("""{"n":20,"rule":"top"}""", config.GetProperty("portfolio").GetProperty("select").GetRawText());
        Assert.Equal("""{"sample":0}""", config.GetProperty("audit").GetRawText());
        Assert.Equal("""{"every":21}""", config.GetProperty("rebalance").GetRawText());
    }

    [Fact]
    public void Instances_are_found_with_their_roles()
    {
        var backtest = Valid("{assets: {prices: p, universe: members}, signals: {primary: mom, secondary: [vol], optimizer: mv}}");
        Assert.Equal(
            ["prices p", "universe members", "optimizer mv", "signal mom", "secondary_signal vol"],
            backtest.Instances.Select(i => $"{i.Role} {i.Value}"));
    }

    [Fact]
    public void The_ancestors_form_is_accepted()
    {
        var reading = InstanceSpecReader.Read(DocumentReader.Read(
            """
            {
              "type": "BacktestInstance", "name": "Q1_2024_Backtest",
              "metadata_json": {
                "assets_json": {"prices": "p", "universe": ["SPY", "QQQ"], "benchmark": "SPY"},
                "signals_json": {"primary": "mom", "secondary": ["a", "b"], "optimizer_instance_id": "mv"},
                "date_range_json": {"start": "2024-01-01", "end": "2024-03-31"},
                "config_json": {"rebalance_frequency": "weekly", "rebalance_day": "friday", "transaction_costs": {"commission": 0.001, "slippage": "linear"}, "initial_capital": 1e6}
              }
            }
            """,
            "old.json"));
        Assert.Equal([], reading.Issues.Select(i => i.ToString()));
        Assert.Equal(InstanceType.BacktestInstance, reading.Spec!.Type);
        var config = reading.Spec.Backtest!.Value.GetProperty("config");
        Assert.Equal(("weekly", "friday", 1_000_000), (config.GetProperty("rebalance").GetString(), config.GetProperty("rebalance_day").GetString(), config.GetProperty("cash").GetInt32()));
        Assert.Equal("""{"bps":5,"model":"linear"}""", config.GetProperty("slippage").GetRawText());
    }

    [Theory]
    [InlineData("{type: BacktestInstance}", "the key 'assets' is missing")]
    [InlineData("{assets: {universe: [A]}}", "the key 'prices' is missing")]
    [InlineData("{assets: {prices: p}, date_range: {start: 2024-02-01, end: 2024-01-01}}", "start is 2024-02-01, after end, which is 2024-01-01")]
    [InlineData("{assets: {prices: p}, config: {commission: {rate: 0.001, bps: 5}}}", "'rate' and 'bps' exclude each other")]
    [InlineData("{assets: {prices: p}, config: {commission: {minimum: 1}}}", "the key 'per_share' is missing; it goes with 'minimum'")]
    [InlineData("{assets: {prices: p}, config: {rebalance_day: friday}}", "'rebalance_day' goes with 'rebalance: weekly' only")]
    [InlineData("{assets: {prices: p}, config: {rebalance: hourly}}", "expected one of once, daily, weekly, monthly, quarterly; or a mapping; found 'hourly'")]
    [InlineData("{assets: {prices: p}, config: {portfolio: top 20}}", "selecting or weighing by rank needs a signal, but 'signals.primary' is missing (select top, weighting equal)")]
    [InlineData("{assets: {prices: p}, signals: {primary: m}, config: {portfolio: top}}", "the key 'n' is missing")]
    [InlineData("{assets: {prices: p}, config: {portfolio: all 20}}", "the key 'n' does not go with the others here")]
    [InlineData("{assets: {prices: p}, signals: {primary: m}, config: {portfolio: {select: {rule: tpo, n: 20}}}}", "expected one of all, top, bottom, long_short; found 'tpo'; did you mean 'top'?")]
    [InlineData("{assets: {prices: p}, config: {lookbak: 60}}", "the key 'lookbak' is unknown; did you mean 'lookback'?")]
    [InlineData("{assets: {prices: p}, signals: {secondary: [v]}}", "the key 'primary' is missing; it goes with 'secondary'")]
    public void A_bad_backtest_is_explained(string text, string message) =>
        Assert.Equal(message, Assert.Single(InstanceSpecReader.Read(DocumentReader.Read(text, "spec.yml")).Issues).Message);

    private static BacktestSpec Valid(string text)
    {
        var reading = InstanceSpecReader.Read(DocumentReader.Read(text, "spec.yml"));
        Assert.Equal([], reading.Issues.Select(i => i.ToString()));
        return reading.Spec!.Backtest!;
    }
}
