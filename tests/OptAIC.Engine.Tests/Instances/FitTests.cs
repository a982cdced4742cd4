using OptAIC.Engine.Data;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Instances;

public sealed class FitTests : IDisposable
{
    private const string Prices = "date,symbol,close,volume\\n2024-01-01,A,1.5,10\\n2024-01-02,A,,20\\n";

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Every_column_that_does_not_fit_is_named_at_once()
    {
        Pipeline("feed", "1.0.0", "[{name: close, dtype: string}, {name: volume, dtype: int64, nullable: true}]");
        Store("keeper", "[{name: close, dtype: float64}, {name: volume, dtype: float64, nullable: false}, {name: open, dtype: float64}]");

        var error = Assert.Throws<InvalidSpecException>(() => _test.Create("{name: a, definition: feed, store: {definition: keeper}, accessor: {definition: builtin.simple, config: {columns: [close, high]}}}"));

        Assert.Equal(
            [
                "column 'close': pipeline gives string, store takes float64",
                "column 'volume': pipeline may leave it empty, store takes no empty values",
                "column 'open': pipeline does not give it, store takes float64",
                "column 'high': pipeline does not give it, accessor takes it",
            ],
            error.Issues.Select(i => i.Message));
    }

    [Fact]
    public void What_declares_nothing_is_not_checked_and_a_number_may_become_a_wider_one()
    {
        Pipeline("feed", "1.0.0", "[{name: close, dtype: int32}]");
        Store("keeper", "[{name: close, dtype: float64}]");

        _test.Create("{name: a, definition: feed, store: {definition: keeper}}");
        _test.Create("{name: b, definition: builtin.csv, config: {path: prices.csv}, store: {definition: keeper}}");
    }

    [Fact]
    public void A_set_and_an_update_are_checked_like_a_creation()
    {
        Pipeline("feed", "1.0.0", "[{name: close, dtype: float64}]");
        Store("keeper", "[{name: close, dtype: float64}]");
        Store("other", "[{name: open, dtype: float64}]");
        _test.Create("{name: a, definition: feed, store: {definition: keeper}}");
        Pipeline("feed", "1.1.0", "[{name: close, dtype: string}]");

        Assert.Contains("store takes float64", Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.Set("a", new InstanceRequest { Store = "other" }))).Message, StringComparison.Ordinal);
        Assert.Contains("pipeline gives string", Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.Update("a"))).Message, StringComparison.Ordinal);
        Assert.Equal(1, _test.With(w => w.Instances.Get("a")).Generation);
    }

    [Fact]
    public void A_shared_part_has_to_go_on_fitting_the_datasets_that_use_it()
    {
        Pipeline("feed", "1.0.0", "[{name: close, dtype: float64}]");
        Store("keeper", "[{name: close, dtype: float64}]");
        _test.Create("{name: source, type: PipelineInstance, definition: feed}");
        _test.Create("{name: a, type: DatasetInstance, pipeline: source, store: {definition: keeper}}");
        Pipeline("feed", "2.0.0", "[{name: last, dtype: float64}]");

        var error = Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.Update("source")));

        Assert.Equal("a: /store: column 'close': pipeline does not give it, store takes float64", error.Issues[0].ToString());
    }

    [Fact]
    public void What_a_run_delivers_is_held_against_what_the_pipeline_declares()
    {
        Pipeline("feed", "1.0.0", "[{name: date, dtype: date}, {name: entity, dtype: string}, {name: close, dtype: int64, nullable: false}, {name: open, dtype: float64}, {name: volume, dtype: float64}]");
        _test.Create("{name: a, definition: feed}");

        var result = _test.Refresh("a");

        var step = Assert.Single(result.Steps);
        Assert.Equal("failed", step.Outcome);
        Assert.Contains("column 'open': float64 is declared", step.Message!, StringComparison.Ordinal);
        Assert.Contains("column 'close': int64 without empty values is declared, 2 values are not", step.Message!, StringComparison.Ordinal);
        Assert.DoesNotContain("volume'", step.Message!, StringComparison.Ordinal);
        Assert.Throws<NotPublishedException>(() => _test.With(w => w.Data.Read("a")));
        var run = _test.With(w => w.Runs.List(new RunFilter { Instance = "a" }))[0];
        Assert.Equal("output_mismatch", run.ErrorType);
    }

    [Fact]
    public void A_pipeline_that_delivers_what_it_declares_is_published()
    {
        Pipeline("feed", "1.0.0", "[{name: date, dtype: date}, {name: symbol, dtype: string}, {name: close, dtype: float64}, {name: volume, dtype: int64, nullable: false}]");
        _test.Create("{name: a, definition: feed}");

        _test.Refresh("a");

        Assert.Equal(2, _test.With(w => w.Data.Read("a").Rows.Count()));
    }

    [Fact]
    public void Roles_that_a_definition_requires_and_types_that_it_allows_are_enforced()
    {
        Definition("picky", "1.0.0", "lineage_contracts: [{role: base, kind: data_dependency, required: true, types: [SignalInstance]}, {role: extra, kind: data_dependency, types: [ModelInstance]}]");
        _test.CreatePrices();

        var error = Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: a, definition: picky, upstream_refs: [{resource: prices, role: extra}]}"));

        Assert.Equal(
            ["a: picky@1.0.0 needs an upstream with the role 'base', a SignalInstance", "a: prices is a DatasetInstance; picky@1.0.0 takes ModelInstance in the role 'extra'"],
            error.Issues.Select(i => i.Message));
    }

    [Fact]
    public void A_definition_decides_what_may_be_downstream_at_creation_and_when_it_changes()
    {
        Definition("closed", "1.0.0", "compatibility_rules: {downstream_types: [PortfolioOptimizerInstance]}");
        Definition("open", "1.0.0", "");
        Definition("open", "1.1.0", "compatibility_rules: {downstream_types: [PortfolioOptimizerInstance]}");
        _test.Create("{name: a, definition: closed}");
        _test.Create("{name: b, definition: open@1.0.0}");
        _test.CreateSignal("s", "b");

        Assert.Contains("s2 is a DatasetInstance; closed@1.0.0 of a allows only", Assert.Throws<IncompatibleUpstreamException>(() => _test.CreateSignal("s2", "a")).Message, StringComparison.Ordinal);
        Assert.Contains("s is a DatasetInstance; open@1.1.0 of b allows only", Assert.Throws<IncompatibleUpstreamException>(() => _test.With(w => w.Instances.Update("b"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Kinds_of_definitions_and_of_parts_have_to_be_those_that_the_type_takes()
    {
        _test.CreatePrices();

        Assert.Contains("takes PipelineDef", Assert.Throws<InvalidSpecException>(() => _test.Create("{name: a, type: DatasetInstance, definition: builtin.min_variance}")).Message, StringComparison.Ordinal);
        Assert.Contains("is a PipelineInstance", Assert.Throws<InvalidSpecException>(() => _test.Create("{name: a, type: DatasetInstance, pipeline: prices}")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shared_pipeline_brings_its_upstreams_to_the_datasets_that_share_it()
    {
        _test.CreatePrices();
        _test.Create("{name: twice, type: PipelineInstance, definition: builtin.expression, config: {expression: p.close * 2, output: close, inputs: {p: prices}}}");

        var dataset = _test.Create("{name: a, type: DatasetInstance, pipeline: twice}");
        _test.Refresh("+a");

        Assert.Equal(["prices"], dataset.Upstream);
        Assert.Equal(10, _test.With(w => w.Data.Read("a").Rows.Count()));
    }

    private void Pipeline(string name, string version, string columns) => Definition(name, version, $"output_schema: {{columns: {columns}}}");

    private void Store(string name, string columns) => Register(name, "1.0.0", $"kind: StoreDef\nname: {name}\nversion: 1.0.0\nentry: {{builtin: builtin.sqlite}}\ninput_schema: {{columns: {columns}}}\n");

    private void Definition(string name, string version, string more) => Register(name, version, $$"""
        kind: PipelineDef
        name: {{name}}
        version: {{version}}
        entry: {command: [sh, -c, "printf '{{Prices.Replace("\\", "\\\\", StringComparison.Ordinal)}}' > ${run.output}/d.csv"]}
        {{more}}
        """);

    private void Register(string name, string version, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_test.Root, "..", $"{name}-{version}")).FullName;
        File.WriteAllText(Path.Combine(folder, "definition.yml"), text);
        _test.With(w => w.Definitions.Register(folder));
    }
}
