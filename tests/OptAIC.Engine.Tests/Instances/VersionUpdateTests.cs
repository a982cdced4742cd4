using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Instances;

public sealed class VersionUpdateTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public VersionUpdateTests()
    {
        Register("1.0.0", "{ type: object, additionalProperties: false, required: [days], properties: { days: { type: integer } } }");
        Create("vendor", "vendor@^1.0");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_newer_version_only_shows_until_the_instance_is_updated()
    {
        Assert.False(Instance().UpdateAvailable);

        Register("1.1.0", "{ type: object, additionalProperties: false, required: [days], properties: { days: { type: integer }, retries: { type: integer, default: 3 } } }");

        Assert.True(Instance().UpdateAvailable);
        Assert.Equal("vendor@1.0.0", Instance().Definition);
        var change = Update();
        Assert.Equal(["config.retries: (none) → 3 (default)", "definition: vendor@1.0.0 → vendor@1.1.0"], change.Differences.Select(d => d.ToString()));
        Assert.Equal("pipeline: vendor@1.0.0 → vendor@1.1.0", Assert.Single(change.Moves).ToString());
        Assert.Contains(change.Moves[0].Differences, d => d is { Area: "parameters", Path: "retries" });
        Assert.False(Instance().UpdateAvailable);
        Assert.Equal("vendor@1.1.0", Instance().Definition);
    }

    [Fact]
    public void A_default_that_the_new_version_changes_is_applied_anew()
    {
        Register("1.1.0", "{ type: object, additionalProperties: false, properties: { days: { type: integer }, retries: { type: integer, default: 3 } } }");
        Register("1.2.0", "{ type: object, additionalProperties: false, properties: { days: { type: integer }, retries: { type: integer, default: 5 } } }");
        Update(to: "1.1.0");

        var change = Update(to: "1.2.0");

        Assert.Contains("config.retries: 3 → 5 (default)", change.Differences.Select(d => d.ToString()));
    }

    [Fact]
    public void A_config_that_does_not_fit_the_new_schema_is_refused_with_every_problem_before_anything_changes()
    {
        Register("2.0.0", "{ type: object, additionalProperties: false, required: [symbols, from], properties: { symbols: { type: string }, from: { type: string } } }");

        var error = Assert.Throws<InvalidSpecException>(() => Update());

        Assert.True(error.Issues.Count >= 3, string.Join("\n", error.Issues));
        Assert.Contains(error.Issues, i => i.Message.Contains("days", StringComparison.Ordinal));
        Assert.Equal((1, "vendor@1.0.0"), (Instance().Generation, Instance().Definition));
    }

    [Fact]
    public void An_older_version_is_a_downgrade_and_says_so()
    {
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");
        Update();

        var change = Update(to: "1.0.0");

        Assert.True(Assert.Single(change.Moves).IsDowngrade);
        Assert.Equal("vendor@1.0.0", Instance().Definition);
    }

    [Fact]
    public void A_range_takes_the_newest_that_it_allows()
    {
        Register("1.0.5", "{ type: object, properties: { days: { type: integer } } }");
        Register("1.2.0", "{ type: object, properties: { days: { type: integer } } }");

        Update(to: "~1.0");

        Assert.Equal("vendor@1.0.5", Instance().Definition);
    }

    [Fact]
    public void A_preview_changes_nothing_and_the_newest_version_has_nothing_to_update()
    {
        Assert.False(Update().Changed);
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");

        Assert.True(_test.With(w => w.Instances.Update("vendor", whatIf: true)).Changed);

        Assert.Equal(1, Instance().Generation);
    }

    [Fact]
    public void A_set_does_not_move_the_version_even_when_the_spec_names_the_range()
    {
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");

        var change = _test.With(w => w.Instances.Set("vendor", new InstanceRequest { SpecText = "{definition: vendor@^1.0, config: {days: 7}}" }));

        Assert.Equal("config.days: 5 → 7", Assert.Single(change.Differences).ToString());
        Assert.Equal("vendor@1.0.0", Instance().Definition);
    }

    [Fact]
    public void A_shared_part_is_updated_by_itself_and_makes_those_that_use_it_stale()
    {
        _test.Create("{name: source, type: PipelineInstance, definition: vendor, config: {days: 5}}");
        _test.Create("{name: one, type: DatasetInstance, pipeline: source}");
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");

        Assert.True(_test.With(w => w.Instances.Get("one")).UpdateAvailable);
        var refused = Assert.Throws<NothingToUpdateException>(() => _test.With(w => w.Instances.Update("one", new UpdateRequest { Part = "pipeline" })));
        Assert.Contains("source", refused.Message, StringComparison.Ordinal);
        _test.With(w => w.Instances.Update("source"));

        Assert.False(_test.With(w => w.Instances.Get("one")).UpdateAvailable);
        Assert.Equal("vendor@1.1.0", _test.With(w => w.Instances.Get("one")).Definition);
    }

    [Fact]
    public void All_outdated_instances_are_updated_after_all_were_checked()
    {
        Create("second", "vendor");
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");

        Assert.Equal(["vendor", "second"], _test.With(w => w.Instances.UpdateAll()).Select(c => c.Name));

        Register("2.0.0", "{ type: object, additionalProperties: false }");
        Assert.Equal(2, Assert.Throws<InvalidSpecException>(() => _test.With(w => w.Instances.UpdateAll())).Issues.Count);
        Assert.All(_test.With(w => w.Instances.List()), i => Assert.Equal(2, i.Generation));
    }

    [Fact]
    public void A_missing_version_an_unreadable_one_and_an_unknown_part_are_named()
    {
        Assert.Contains("1.0.0", Assert.Throws<DefinitionNotFoundException>(() => Update(to: "9.0.0")).Hint!, StringComparison.Ordinal);
        Assert.Throws<IllegalVersionException>(() => Update(to: "newest"));
        Assert.Contains("pipeline", Assert.Throws<NothingToUpdateException>(() => _test.With(w => w.Instances.Update("vendor", new UpdateRequest { Part = "pipelin" }))).Hint!, StringComparison.Ordinal);
    }

    [Fact]
    public void An_updated_definition_makes_the_flow_stale()
    {
        _test.Refresh("vendor");
        Assert.Equal(FlowStatus.Ready, _test.Flow("vendor").Status);
        Register("1.1.0", "{ type: object, properties: { days: { type: integer } } }");
        Assert.Equal(FlowStatus.Ready, _test.Flow("vendor").Status);

        Update();

        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("vendor").Reasons[0].Code);
    }

    private OptInstance Instance() => _test.With(w => w.Instances.Get("vendor"));

    private OptInstanceChange Update(string? to = null) => _test.With(w => w.Instances.Update("vendor", new UpdateRequest { To = to }));

    private void Create(string name, string definition) => _test.Create($"{{name: {name}, definition: {definition}, config: {{days: 5}}}}");

    private void Register(string version, string parameters)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_test.Root, "..", $"vendor-{version}")).FullName;
        File.WriteAllText(Path.Combine(folder, "definition.yml"), $"""
            kind: PipelineDef
            name: vendor
            version: {version}
            entry:
              command: [sh, -c, "printf 'date,symbol,close\\n2024-01-01,A,1\\n' > ${"{run.output}"}/d.csv"]
            parameters_schema: {parameters}
            """);
        _test.With(w => w.Definitions.Register(folder));
    }
}
