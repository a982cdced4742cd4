using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceConfigTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Schedules_by_flow_and_how_statuses_are_joined_are_shown_beside_the_config()
    {
        _test.CreatePrices();
        _test.Create("{name: daily, definition: builtin.csv, config: {path: prices.csv}, schedule: {type: cron, expression: '0 6 * * 1-5', timezone: America/New_York, overlap: skip}}");

        Assert.Equal(
            ["schedule.refresh=cron 0 6 * * 1-5 America/New_York, overlap skip", "status_aggregation=min_severity: error, stale, stale_source_delayed, not_initialized, running, ready (default)"],
            _test.With(w => w.Instances.Get("daily").Settings).Select(s => s.ToString()));
        Assert.Single(_test.With(w => w.Instances.Get("prices").Settings));
    }

    [Fact]
    public void The_resolved_config_tells_what_was_given_and_what_is_a_default()
    {
        _test.CreatePrices();
        _test.With(w => w.Instances.Create(Twice));

        var config = _test.With(w => w.Instances.Get("twice").Config);

        Assert.Equal(["config.expression=close * 2", "config.join=union (default)", "config.output=close"], config.Select(v => v.ToString()));
    }

    [Fact]
    public void A_preview_shows_the_config_and_edges_that_the_instance_then_has()
    {
        _test.CreatePrices();
        var preview = _test.With(w => w.Instances.Create(Twice, whatIf: true));

        var made = _test.With(w => w.Instances.Create(Twice));

        Assert.Equal("prices.refresh → twice.refresh (input)", Assert.Single(preview.Edges).ToString());
        Assert.Equal(made.Edges, preview.Edges);
        Assert.Equal(made.Config, preview.Config);
    }

    [Fact]
    public void A_value_that_is_set_counts_as_given_even_when_it_is_the_default()
    {
        _test.CreatePrices();
        _test.With(w => w.Instances.Create(Twice));
        _test.With(w => w.Instances.Set("twice", new InstanceRequest { Config = ["join=union"], Tags = ["daily"] }));

        Assert.DoesNotContain(_test.With(w => w.Instances.Get("twice").Config), v => v.IsDefault);
    }

    [Fact]
    public void A_secret_is_shown_as_the_reference_to_it()
    {
        var created = _test.With(w => w.Instances.Create(new InstanceRequest { Name = "vendor", Definition = "builtin.command", Config = ["command=[./fetch]", "secrets.TOKEN=vendor_key"] }, whatIf: true));

        Assert.Contains("config.secrets.TOKEN=vendor_key", created.Config.Select(v => v.ToString()));
        Assert.Contains("config.env={} (default)", created.Config.Select(v => v.ToString()));
    }

    [Fact]
    public void A_removed_instance_still_shows_its_config()
    {
        _test.CreatePrices();

        var removed = _test.With(w => w.Instances.Remove("prices"));

        Assert.Contains(removed.Instance.Config, v => v.Path == "config.path");
    }

    private static InstanceRequest Twice => new() { Name = "twice", Definition = "builtin.expression", Config = ["expression=close * 2", "output=close"], Upstream = ["input=prices"] };
}
