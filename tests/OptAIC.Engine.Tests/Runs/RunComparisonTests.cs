using OptAIC.Engine.Facade;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Runs;

public sealed class RunComparisonTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Two_runs_differ_in_config_inputs_metrics_and_outputs_and_only_in_what_was_changed()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");
        var first = _test.With(w => w.Runs.Get("double"));
        _test.WritePrices(days: 7);
        _test.With(w => w.Instances.Set("double", new InstanceRequest { Config = ["expression=close * 3"] }));
        _test.Refresh("+double");

        var differences = _test.With(w => w.Runs.Compare(first.Id.ToString(), "double")).ToDictionary(d => $"{d.Area}.{d.Path}");

        Assert.Equal(("close * 2", "close * 3"), (differences["config.expression"].Before, differences["config.expression"].After));
        Assert.Contains("input.prices.refresh (input)", differences.Keys);
        Assert.Contains("output.data_version", differences.Keys);
        Assert.Equal(("2024-01-05", "2024-01-07"), (differences["output.data_date"].Before, differences["output.data_date"].After));
        Assert.Equal(4, differences["metric.rows"].Delta);
        Assert.DoesNotContain("run.instance", differences.Keys);
        Assert.DoesNotContain("environment.host", differences.Keys);
        Assert.DoesNotContain("definition.name", differences.Keys);
        Assert.All(differences.Values, d => Assert.False(d.IsSame));
    }

    [Fact]
    public void What_is_the_same_is_told_when_asked_for_and_a_run_does_not_differ_from_itself()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        Assert.Empty(_test.With(w => w.Runs.Compare("prices", "latest")));
        var all = _test.With(w => w.Runs.Compare("prices", "latest", all: true));
        Assert.All(all, d => Assert.True(d.IsSame));
        Assert.Superset(new HashSet<string> { "run", "definition", "config", "source", "output", "metric", "environment" }, all.Select(d => d.Area).ToHashSet());
    }

    [Fact]
    public void Files_that_two_runs_left_are_held_against_each_other_by_name()
    {
        var prices = _test.CreatePrices();
        var at = DateTimeOffset.UtcNow;
        var (one, two) = (RunFolder.Completed(prices, at.AddHours(-2)), RunFolder.Completed(prices, at.AddHours(-1)));
        RunFolder.Write(prices, one with { Artifacts = [new($"/x/{one.Id:D}/same.txt", 1, "a"), new($"/x/{one.Id:D}/other.txt", 1, "b"), new($"/x/{one.Id:D}/gone.txt", 1, "c")] });
        RunFolder.Write(prices, two with { Artifacts = [new($"/x/{two.Id:D}/same.txt", 1, "a"), new($"/x/{two.Id:D}/other.txt", 1, "B")] });
        RunFolder.Index(_test);

        var differences = _test.With(w => w.Runs.Compare(one.Id.ToString(), two.Id.ToString()));

        Assert.Equal([("other.txt", "b", "B"), ("gone.txt", "c", null)], differences.Select(d => (d.Path, d.Before!, d.After)));
    }

    [Fact]
    public void A_run_that_is_not_there_is_not_found() =>
        Assert.Throws<RunNotFoundException>(() => _test.With(w => w.Runs.Compare("latest", "latest")));
}
