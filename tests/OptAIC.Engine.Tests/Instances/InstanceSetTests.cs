using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceSetTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_config_value_is_laid_over_the_present_config_and_the_difference_shown()
    {
        _test.CreatePrices();

        var change = Set("prices", new InstanceRequest { Config = ["symbols=[A]"], Tags = ["daily"] });

        Assert.Equal(["config.symbols: (none) → [\"A\"]", "tags: (none) → daily"], change.Differences.Select(d => d.ToString()));
        Assert.Equal((1, 2), (change.FromGeneration, change.ToGeneration));
        _test.Refresh("prices");
        Assert.Equal(5, _test.With(w => w.Data.Read("prices").Rows.Count()));
    }

    [Fact]
    public void A_changed_config_makes_the_flow_stale_by_config()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        Set("prices", new InstanceRequest { Config = ["symbols=[A]"] });

        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("prices").Reasons[0].Code);
    }

    [Fact]
    public void Tags_and_schedules_make_nothing_stale()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        Set("prices", new InstanceRequest { Tags = ["daily"], Cron = "0 6 * * 1-5" });

        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
        Assert.Equal(2, _test.With(w => w.Instances.Get("prices")).Generation);
    }

    [Fact]
    public void Nothing_to_change_writes_nothing()
    {
        var prices = _test.CreatePrices();
        var before = File.ReadAllText(Path.Combine(prices.Path, "instance.json"));

        var change = Set("prices", new InstanceRequest { Config = [$"path={_test.PricesFile}", "delimiter=,"] });

        Assert.False(change.Changed);
        Assert.Equal("prices: nothing to change", change.ToString());
        Assert.Equal(before, File.ReadAllText(Path.Combine(prices.Path, "instance.json")));
        Assert.False(Directory.Exists(Path.Combine(prices.Path, "history")));
    }

    [Fact]
    public void A_preview_shows_the_change_and_writes_nothing()
    {
        var prices = _test.CreatePrices();

        var change = _test.With(w => w.Instances.Set("prices", new InstanceRequest { Config = ["symbols=[A]"] }, whatIf: true));

        Assert.True(change is { Changed: true, IsPreview: true });
        Assert.Equal(1, _test.With(w => w.Instances.Get("prices")).Generation);
        Assert.False(Directory.Exists(Path.Combine(prices.Path, "history")));
    }

    [Fact]
    public void Every_mistake_is_listed_and_nothing_is_changed()
    {
        _test.CreatePrices();

        var error = Assert.Throws<InvalidSpecException>(() => Set("prices", new InstanceRequest { Config = ["symbls=[A]", "delimiter=;;", "nan=perhaps"] }));

        Assert.Equal(3, error.Issues.Count(i => i.Severity == IssueSeverity.Error));
        Assert.Contains(error.Issues, i => i.Message.Contains("symbols", StringComparison.Ordinal));
        Assert.Equal(1, _test.With(w => w.Instances.Get("prices")).Generation);
    }

    [Fact]
    public void A_spec_file_says_all_that_the_instance_is_to_be()
    {
        _test.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv, symbols: [A]}, tags: [daily]}");

        var change = Set("prices", new InstanceRequest { SpecText = $"{{definition: builtin.csv, config: {{path: {_test.PricesFile}}}, update_frequency: {{frequency: daily}}}}" });

        Assert.Equal(
            ["config.symbols", "tags", "update_frequency.business_days_only", "update_frequency.day_of_week", "update_frequency.frequency", "update_frequency.grace_period_days"],
            change.Differences.Select(d => d.Path));
    }

    [Fact]
    public void Upstreams_are_replaced_role_by_role_and_a_cycle_is_named()
    {
        _test.CreatePrices();
        _test.Create("{name: others, definition: builtin.csv, config: {path: prices.csv}}");
        _test.CreateSignal("one", "prices");
        _test.CreateSignal("two", "one");

        var change = Set("one", new InstanceRequest { Upstream = ["input=others"] });
        Assert.Equal("upstream.input: prices.refresh → others.refresh", Assert.Single(change.Differences).ToString());
        Assert.Equal(["others"], _test.With(w => w.Instances.Get("one")).Upstream);

        var cycle = Assert.Throws<LineageCycleException>(() => Set("one", new InstanceRequest { Upstream = ["input=two"] }));
        Assert.Contains("one.refresh → two.refresh → one.refresh", cycle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edge_that_followed_from_the_config_goes_with_it()
    {
        _test.CreatePrices();
        _test.Create("{name: others, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: one, definition: builtin.expression, config: {expression: p.close, output: close, inputs: {p: prices}}}");

        Set("one", new InstanceRequest { Config = ["inputs.p=others"] });

        Assert.Equal(["others"], _test.With(w => w.Instances.Get("one")).Upstream);
    }

    [Fact]
    public void An_instance_that_keeps_no_spec_is_changed_from_what_it_says_itself()
    {
        _test.CreatePrices();
        var one = _test.CreateSignal("one", "prices");
        var document = InstanceFolder.Document(new InstancePaths(one.Path));
        File.WriteAllText(Path.Combine(one.Path, "instance.json"), JsonSerializer.Serialize(document with { Spec = null }, DocumentJson.Default.InstanceDocument));

        var change = Set("one", new InstanceRequest { Config = ["expression=close * 3"] });

        Assert.Equal("config.expression: close * 2 → close * 3", Assert.Single(change.Differences).ToString());
        Assert.Equal(["prices"], _test.With(w => w.Instances.Get("one")).Upstream);
    }

    [Fact]
    public void Of_many_changes_at_once_none_is_lost()
    {
        _test.CreatePrices();
        string[] values = ["symbols=[A]", "nan=forbid", "start_date=2024-01-02", "end_date=2024-01-04", "required_columns=[close]", "knowledge=load_time"];

        values.AsParallel().WithDegreeOfParallelism(values.Length).ForAll(value => Set("prices", new InstanceRequest { Config = [value] }));

        var text = string.Join("\n", Set("prices", new InstanceRequest { SpecText = $"{{definition: builtin.csv, config: {{path: {_test.PricesFile}}}}}" }).Differences);
        Assert.All(values, v => Assert.Contains("config." + v[..v.IndexOf('=', StringComparison.Ordinal)] + ":", text, StringComparison.Ordinal));
        Assert.Equal(8, _test.With(w => w.Instances.Get("prices")).Generation);
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_spec_of_another_name_or_type_is_refused()
    {
        _test.CreatePrices();

        Assert.Contains("does not rename", Assert.Throws<InvalidSpecException>(() => Set("prices", new InstanceRequest { Name = "other" })).Message, StringComparison.Ordinal);
        Assert.Contains("cannot make it", Assert.Throws<InvalidSpecException>(() => Set("prices", new InstanceRequest { Type = InstanceType.SignalInstance })).Message, StringComparison.Ordinal);
    }

    private OptInstanceChange Set(string instance, InstanceRequest request) => _test.With(w => w.Instances.Set(instance, request));
}
