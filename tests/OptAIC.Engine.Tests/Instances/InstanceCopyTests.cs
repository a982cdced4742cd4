using OptAIC.Engine.Facade;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceCopyTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_copy_is_another_instance_with_the_same_spec_but_for_what_is_said()
    {
        var source = _test.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv, symbols: [A, B]}, tags: [daily], handles: [{system: other, kind: job, id: '7'}]}");

        var copy = _test.With(w => w.Instances.Copy("prices", "few", new CopyRequest { Config = ["symbols=[A]"] }));

        Assert.NotEqual(source.Id, copy.Id);
        Assert.NotEqual(source.Flows[0].Id, copy.Flows[0].Id);
        Assert.Equal(["daily"], copy.Tags);
        Assert.Equal("[\"A\"]", copy.Config.Single(c => c.Path == "config.symbols").Value);
        Assert.Equal(_test.PricesFile, copy.Config.Single(c => c.Path == "config.path").Value);
        Assert.DoesNotContain("\"other\"", File.ReadAllText(Path.Combine(copy.Path, "instance.json")), StringComparison.Ordinal);
        Assert.Equal(FlowStatus.NotInitialized, copy.Status);
        _test.Refresh("few");
        Assert.Equal(5, _test.With(w => w.Data.Read("few").Rows.Count()));
    }

    [Fact]
    public void Its_schedules_are_disabled_and_that_is_said()
    {
        _test.CreatePrices();
        _test.With(w => w.Instances.Set("prices", new InstanceRequest { Cron = "0 6 * * 1-5" }));

        using var workspace = _test.Open();
        var copy = workspace.Instances.Copy("prices", "again");

        Assert.Equal(["the schedules of again are disabled, so that nothing runs twice; enable them when it is to run by itself"], workspace.Warnings);
        Assert.Contains("\"enabled\": false", File.ReadAllText(Path.Combine(copy.Path, "instance.json")), StringComparison.Ordinal);
        Assert.Contains("\"enabled\": true", File.ReadAllText(Path.Combine(workspace.Instances.Get("prices").Path, "instance.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("builtin.sqlite")]
    [InlineData("builtin.csv")]
    public void With_its_data_it_is_ready_and_reads_the_same_and_goes_its_own_way(string store)
    {
        _test.Create($"{{name: prices, pipeline: {{definition: builtin.csv, config: {{path: prices.csv}}}}, store: {{definition: {store}}}}}");
        _test.Refresh("prices");
        _test.WritePrices(days: 6);
        _test.Refresh("prices");

        var copy = _test.With(w => w.Instances.Copy("prices", "kept", new CopyRequest { WithData = true }));

        Assert.Equal(FlowStatus.Ready, copy.Status);
        Assert.Equal(_test.Flow("prices").DataVersion, _test.Flow("kept").DataVersion);
        Assert.Equal(12, _test.With(w => w.Data.Read("kept").Rows.Count()));
        var run = _test.With(w => w.Runs.Get("kept"));
        Assert.NotEqual(_test.With(w => w.Runs.Get("prices")).Id, run.Id);
        Assert.StartsWith(copy.Path, run.LogPath, StringComparison.Ordinal);
        Assert.True(Directory.Exists(run.LogPath));
        _test.WritePrices(days: 8);
        _test.Refresh("kept");
        Assert.Equal((12, 16), (_test.With(w => w.Data.Read("prices").Rows.Count()), _test.With(w => w.Data.Read("kept").Rows.Count())));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void The_registry_can_be_rebuilt_from_a_copy_with_data()
    {
        _test.CreatePrices();
        _test.Refresh("prices");
        _test.With(w => w.Instances.Copy("prices", "kept", new CopyRequest { WithData = true }));
        File.Delete(Path.Combine(_test.Root, "registry.db"));

        Assert.Equal(["prices", "kept"], _test.With(w => w.Instances.List(new InstanceFilter { Status = FlowStatus.Ready }).Select(i => i.Name)));
        Assert.Equal(2, _test.With(w => w.Runs.List()).Count);
    }

    [Fact]
    public void The_sandbox_of_a_workflow_is_made_anew()
    {
        using var backpack = new BackpackWorkspace();
        backpack.Write("workflow/pack.sh", "echo changed > made\n");
        backpack.Run();
        Assert.True(File.Exists(backpack.Sandbox("made")));

        var copy = backpack.Test.With(w => w.Instances.Copy("pack", "other"));

        Assert.Equal(["pack.sh"], Directory.EnumerateFiles(Path.Combine(copy.Path, "workflow")).Select(Path.GetFileName));
    }

    [Fact]
    public void What_is_wrong_is_said_before_anything_is_made()
    {
        _test.CreatePrices();

        Assert.Throws<NameTakenException>(() => _test.With(w => w.Instances.Copy("prices", "PRICES")));
        Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.Copy("prices", "other", new CopyRequest { Config = ["symbls=[A]"] }, whatIf: true)));
        Assert.Equal("other", _test.With(w => w.Instances.Copy("prices", "other", whatIf: true)).Name);
        Assert.Single(_test.With(w => w.Instances.List()));
    }
}
