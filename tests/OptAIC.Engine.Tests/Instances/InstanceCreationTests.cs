using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceCreationTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void An_instance_comes_with_its_flows_and_their_handles()
    {
        var prices = _test.CreatePrices();

        var flow = Assert.Single(prices.Flows);
        Assert.Equal(FlowKind.Refresh, flow.Flow);
        Assert.NotEqual(Guid.Empty, flow.Id);
        Assert.Equal(prices.Path, File.ReadAllText(Path.Combine(_test.Root, "latest")).Trim());
    }

    [UnixFact]
    public void A_link_leads_to_the_newest_instance_and_nothing_else_is_left_beside_it()
    {
        _test.CreatePrices();
        var newest = _test.CreateSignal("signal", "prices");

        Assert.Equal(newest.Path, new FileInfo(Path.Combine(_test.Root, "latest_optaic_instance")).LinkTarget);
        Assert.Single(Directory.GetFileSystemEntries(_test.Root, "latest_optaic_instance*"));
    }

    [UnixFact]
    public void A_folder_in_the_place_of_the_link_is_left_alone()
    {
        Directory.CreateDirectory(Path.Combine(_test.Root, "latest_optaic_instance", "mine"));

        _test.CreatePrices();

        Assert.Equal([Path.Combine(_test.Root, "latest_optaic_instance", "mine")], Directory.GetFileSystemEntries(Path.Combine(_test.Root, "latest_optaic_instance")));
        Assert.Single(Directory.GetFileSystemEntries(_test.Root, "latest_optaic_instance*"));
    }

    [Fact]
    public void All_mistakes_of_a_config_are_listed_at_once()
    {
        var spec = Path.Combine(_test.Root, "spec.yml");
        File.WriteAllText(spec, """
            name: p
            definition: builtin.csv
            config:
              pth: prices.csv
              delimiter: ';;'
              decimal: x
              nan: perhaps
            """);

        var error = Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.Create(new InstanceRequest { SpecFile = spec })));

        Assert.True(error.Issues.Count >= 4, string.Join("\n", error.Issues));
        Assert.Equal([4, 5, 6, 7], error.Issues.Where(i => i.Line > 3).Select(i => i.Line!.Value).Distinct().Order());
        Assert.All(error.Issues, i => Assert.Equal(spec, i.File));
    }

    [Fact]
    public void A_taken_name_is_refused_whatever_its_case()
    {
        _test.CreatePrices();

        Assert.Throws<NameTakenException>(() => _test.Create("{name: PRICES, definition: builtin.csv, config: {path: prices.csv}}"));
    }

    [Fact]
    public void Of_many_creations_with_one_name_exactly_one_succeeds()
    {
        var results = Enumerable.Range(0, 12).AsParallel().WithDegreeOfParallelism(12).Select(_ =>
        {
            try
            {
                _test.CreatePrices();
                return true;
            }
            catch (NameTakenException)
            {
                return false;
            }
        }).ToList();

        Assert.Equal(1, results.Count(r => r));
        Assert.Single(_test.With(w => w.Instances.List()));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void An_illegal_name_an_unknown_definition_or_version_and_a_missing_upstream_are_refused()
    {
        Assert.Contains("'a b'", Assert.Throws<InvalidSpecException>(() => _test.Create("{name: 'a b', definition: builtin.csv, config: {path: x}}")).Message, StringComparison.Ordinal);
        Assert.Throws<DefinitionNotFoundException>(() => _test.Create("{name: a, definition: builtin.cvs, config: {path: x}}"));
        Assert.Throws<DefinitionNotFoundException>(() => _test.Create("{name: a, definition: builtin.csv@9.0.0, config: {path: x}}"));
        Assert.Throws<InstanceNotFoundException>(() => _test.CreateSignal("a", "nobody"));
    }

    [Fact]
    public void An_instance_that_names_itself_is_a_cycle()
    {
        var error = Assert.Throws<LineageCycleException>(() => _test.CreateSignal("a", "a"));

        Assert.Contains("a.refresh → a.refresh", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Upstreams_that_the_definition_does_not_allow_are_refused()
    {
        Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: a, definition: builtin.expression, config: {expression: close}}"));
        _test.CreatePrices();
        Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: a, definition: builtin.csv, config: {path: x}, upstream_refs: [{resource: prices}]}"));
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        var before = Directory.EnumerateFileSystemEntries(_test.Root, "*", SearchOption.AllDirectories).Where(f => !f.Contains("registry.db", StringComparison.Ordinal)).ToList();

        var preview = _test.With(w => w.Instances.Create(new InstanceRequest { SpecText = $"{{definition: builtin.csv, config: {{path: {_test.PricesFile}}}}}" }, whatIf: true));

        Assert.Equal("csv", preview.Name);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_test.Root, "*", SearchOption.AllDirectories).Where(f => !f.Contains("registry.db", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_name_that_is_left_out_is_made_from_the_definition()
    {
        Assert.Equal("csv", _test.Create("{definition: builtin.csv, config: {path: prices.csv}}").Name);
        Assert.Equal("csv-2", _test.Create("{definition: builtin.csv, config: {path: prices.csv}}").Name);
    }

    [Fact]
    public void A_removed_instance_goes_to_the_trash_unless_others_depend_on_it()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");

        Assert.Throws<HasDownstreamException>(() => _test.With(w => w.Instances.Remove("prices")));
        var removed = _test.With(w => w.Instances.Remove("double"));

        Assert.True(File.Exists(Path.Combine(removed.TrashPath, "instance.json")));
        Assert.Equal(["prices"], _test.With(w => w.Instances.List()).Select(i => i.Name));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_part_can_be_made_separately_and_shared()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        _test.Create("{name: two, type: DatasetInstance, pipeline: source}");

        _test.Refresh("one two");

        Assert.Equal(10, _test.With(w => w.Data.Read("two").Rows.Count()));
        Assert.Throws<HasDownstreamException>(() => _test.With(w => w.Instances.Remove("source")));
    }
}
