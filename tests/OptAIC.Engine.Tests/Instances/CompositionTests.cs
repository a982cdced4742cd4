using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Instances;

public sealed class CompositionTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_pipeline_is_swapped_and_the_data_are_kept()
    {
        _test.CreatePrices();
        _test.Refresh("prices");
        _test.Create("{name: other, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv, symbols: [A]}}");

        var change = Set("prices", new InstanceRequest { Pipeline = "other" });

        Assert.Contains("pipeline: (none) → other", change.Differences.Select(d => d.ToString()));
        Assert.Equal(10, Rows("prices"));
        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("prices").Reasons[0].Code);
        _test.Refresh("prices");
        Assert.Equal(FlowStatus.Ready, _test.Flow("prices").Status);
        Assert.Equal(10, Rows("prices"));
    }

    [Fact]
    public void A_shared_pipeline_is_swapped_for_an_inline_one()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv, symbols: [A]}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        _test.Refresh("one");

        Set("one", new InstanceRequest { Pipeline = "builtin.csv", Config = [$"path={_test.PricesFile}"] });
        _test.Refresh("one");

        Assert.Equal(10, Rows("one"));
    }

    [Fact]
    public void A_shared_pipeline_that_is_set_reads_its_new_files_for_every_dataset_that_shares_it()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        _test.Refresh("one");
        var other = Path.Combine(_test.Root, "..", "other.csv");
        File.WriteAllText(other, "date,symbol,close\n2024-02-01,Z,7\n");

        Set("source", new InstanceRequest { Config = [$"path={other}"] });
        _test.Refresh("one");

        Assert.Equal(11, Rows("one"));
        Assert.Equal(FlowStatus.Ready, _test.Flow("one").Status);
    }

    [Fact]
    public void An_accessor_is_swapped_and_shows_other_columns()
    {
        _test.CreatePrices();
        _test.Refresh("prices");
        _test.Create("{name: view, type: AccessorInstance, definition: builtin.simple, config: {columns: [close]}}");

        Set("prices", new InstanceRequest { Accessor = "view" });

        Assert.Equal(["close"], _test.With(w => w.Data.Read("prices").Columns));
    }

    [Fact]
    public void A_swap_of_stores_has_to_say_what_becomes_of_the_data()
    {
        _test.CreatePrices();
        Assert.Null(Set("prices", new InstanceRequest { Store = "builtin.csv" }).Data);
        _test.Refresh("prices");

        var error = Assert.Throws<StoreSwapException>(() => Set("prices", new InstanceRequest { Store = "builtin.sqlite" }));

        Assert.Contains("--migrate", error.Hint!, StringComparison.Ordinal);
        Assert.Equal(2, _test.With(w => w.Instances.Get("prices")).Generation);
    }

    [Fact]
    public void Migrated_data_keep_their_version_and_what_was_known_when()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("double+ +double");
        var between = DateTimeOffset.UtcNow;
        _test.WritePrices(days: 5, factor: 2);
        _test.Refresh("+double");
        var before = _test.Flow("prices").DataVersion;

        var change = Set("prices", new InstanceRequest { Store = "builtin.csv", Migrate = true });

        Assert.Equal("migrated from builtin.sqlite to builtin.csv", change.Data);
        Assert.Equal(before, _test.With(w => w.Data.Read("prices").DataVersion));
        Assert.Equal(200, First("prices", null));
        Assert.Equal(100, First("prices", between));
        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("prices").Reasons[0].Code);
        _test.Refresh("+double");
        Assert.Equal(before, _test.Flow("prices").DataVersion);
        Assert.Equal(200, First("prices", null));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void Discarded_data_are_gone_until_the_next_refresh()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        Set("prices", new InstanceRequest { Store = "builtin.csv", DiscardData = true });

        Assert.Throws<NotPublishedException>(() => Rows("prices"));
        _test.Refresh("prices");
        Assert.Equal(10, Rows("prices"));
    }

    [Fact]
    public void The_engine_of_a_shared_store_does_not_change_under_datasets_that_have_data()
    {
        _test.Create("{name: keep, type: StoreInstance, definition: builtin.sqlite}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: {definition: builtin.csv, config: {path: prices.csv}}, store: keep}");
        _test.Refresh("one");

        var error = Assert.Throws<StoreSwapException>(() => Set("keep", new InstanceRequest { Definition = "builtin.csv" }));

        Assert.Contains("one", error.Message, StringComparison.Ordinal);
    }

    private OptInstanceChange Set(string instance, InstanceRequest request) => _test.With(w => w.Instances.Set(instance, request));

    private int Rows(string instance) => _test.With(w => w.Data.Read(instance).Rows.Count());

    private double First(string instance, DateTimeOffset? asOf) => _test.With(w => w.Data.Read(instance, new DataQuery { AsOf = asOf }).Rows.First().Values.Span[0]);
}
