using OptAIC.Cli.Output;

namespace OptAIC.Cli.Tests.Output;

public sealed class ReasonTreeTests
{
    [Fact]
    public void Reasons_are_followed_down_to_the_root_cause_and_name_a_flow_where_it_changes_and_are_told_once()
    {
        var root = new OptReason { Code = "source_changed", Flow = "prices.refresh", Detail = "prices.csv: size 10 → 12" };
        var middle = new OptReason { Code = "upstream_not_ready", Flow = "momentum.refresh", Detail = "prices.refresh is stale", Cause = root };
        var top = new OptReason { Code = "upstream_not_ready", Flow = "bt.backtest", Detail = "momentum.refresh is stale", Cause = middle };
        var text = new StringWriter { NewLine = "\n" };

        ReasonTree.Write(new Screen(text, colour: false), [top, top with { }], "bt.backtest", "  ");

        Assert.Equal(
            """
              └─ upstream_not_ready: momentum.refresh is stale
                 └─ momentum.refresh upstream_not_ready: prices.refresh is stale
                    └─ prices.refresh source_changed: prices.csv: size 10 → 12

            """.ReplaceLineEndings("\n"),
            text.ToString());
    }
}
