using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class QuickstartTests
{
    [Fact]
    public void The_quickstart_goes_from_nothing_to_a_backtest_and_then_has_nothing_to_do()
    {
        using var root = new TemporaryRoot();
        var optaic = new Optaic(root.Path);
        var workspace = Path.Combine(root.Path, "demo");

        var first = optaic.Run("quickstart", "--dir", workspace);

        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Contains(first.OutputLines, l => l.StartsWith("completed momentum_backtest.backtest ", StringComparison.Ordinal));
        Assert.Contains($"made prices, momentum, min_var, momentum_backtest in {workspace}", first.OutputLines);
        Assert.Contains("prices.refresh ready", first.OutputLines);
        Assert.True(first.OutputLines.SkipWhile(l => !l.StartsWith("Backtest ", StringComparison.Ordinal)).TakeWhile(l => l != "Try next").Count() > 12);
        Assert.Equal(3, first.OutputLines.Count(l => l.Contains($"--root {workspace} ", StringComparison.Ordinal)));

        var second = optaic.Run("quickstart", "--dir", workspace);

        Assert.StartsWith($"everything is ready in {workspace}; nothing to do\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(4, optaic.Json("--root", workspace, "runs", "list").GetArrayLength());
        var again = optaic.Json("quickstart", "--dir", workspace);
        Assert.Equal(0, again.GetProperty("created").GetArrayLength());
        Assert.True(again.GetProperty("backtest").GetProperty("metrics").GetProperty("sharpe").GetDouble() > 0);
    }
}
