using System.IO.Compression;
using OptAIC.Engine.Stacks;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Errors;

namespace OptAIC.Engine.Tests.Stacks;

public sealed class StackManifestTests : IDisposable
{
    private const string Growth = "{ kind: OpDef, name: growth, version: 1.0.0, entry: { expression: '${input} / REF(${input}, 1) - 1' } }";

    private readonly TestWorkspace _test = new();
    private readonly TemporaryFolder _folder = new();

    public StackManifestTests() => File.Copy(_test.PricesFile, _folder["prices.csv"]);

    public void Dispose()
    {
        _test.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Definitions_come_along_as_folders_and_archives_and_the_plan_uses_them_without_registering()
    {
        _folder.Write("growth/definition.yml", Growth);
        _folder.Write("twice/definition.yml", Growth.Replace("growth", "twice", StringComparison.Ordinal));
        ZipFile.CreateFromDirectory(_folder["twice"], _folder["twice.zip"]);
        var stack = Stack("definitions: [growth, twice.zip]", "- { name: a, definition: growth@^1, upstream_refs: [ { resource: prices } ] }", "- { name: b, definition: twice, upstream_refs: [ { resource: prices } ] }");

        var plan = _test.With(w => w.Stacks.Plan(stack));

        Assert.Equal(["register growth@1.0.0", "register twice@1.0.0", "create prices", "create a", "create b"], plan.Select(s => s.ToString()).OrderBy(s => s[0] == 'r' ? 0 : 1).ThenBy(s => s.Contains("prices", StringComparison.Ordinal) ? 0 : 1).ThenBy(s => s, StringComparer.Ordinal));
        Assert.Empty(_test.With(w => w.Definitions.List("growth*")));
        Assert.Equal(5, _test.With(w => w.Stacks.Apply(stack)).Count(s => s.Outcome == "done"));
        Assert.Equal("growth@1.0.0", _test.With(w => w.Instances.Get("a")).Definition);
        Assert.All(_test.With(w => w.Stacks.Apply(stack)), s => Assert.Equal(StackAction.Unchanged, s.Action));
    }

    [Fact]
    public void The_same_version_with_other_content_is_named_where_the_manifest_lists_it_and_changes_nothing()
    {
        _folder.Write("growth/definition.yml", Growth);
        _test.With(w => w.Definitions.Register(_folder["growth"]));
        _folder.Write("growth/definition.yml", Growth.Replace(" - 1", "", StringComparison.Ordinal));
        _folder.Write("broken/definition.yml", "kind: OpDef\nname: broken\n");

        var error = Assert.Throws<InvalidStackException>(() => _test.With(w => w.Stacks.Apply(Stack("definitions: [growth, broken]"))));

        Assert.Contains("growth@1.0.0", error.Issues[0].Message, StringComparison.Ordinal);
        Assert.Equal((_folder["stack.yml"], 2), (error.Issues[0].File, error.Issues[0].Line));
        Assert.Contains(error.Issues, i => i.File == Path.Combine(_folder["broken"], "definition.yml"));
        Assert.Empty(_test.With(w => w.Instances.List()));
    }

    [Fact]
    public void Defaults_count_where_an_instance_says_nothing_and_tags_are_added_to_all()
    {
        var stack = Stack(
            "tags: [nightly]\ndefaults:\n  time_zone: America/New_York\n  tags: [misc]\n  update_frequency: { frequency: daily }\n  DatasetInstance: { timeout: 5m, config: { start_date: 2024-01-02, path: nowhere.csv }, update_frequency: { frequency: weekly } }",
            "- { name: mine, definition: builtin.equal_weight, time_zone: UTC, tags: [own, nightly], upstream_refs: [ { resource: prices } ] }");
        _test.With(w => w.Stacks.Apply(stack));
        _test.Refresh("prices");

        var (prices, mine) = _test.With(w => (w.Instances.Get("prices"), w.Instances.Get("mine")));
        Assert.Equal((["misc", "nightly"], ["own", "nightly"]), (prices.Tags.ToArray(), mine.Tags.ToArray()), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2));
        Assert.Equal(8, _test.With(w => w.Data.Read("prices").Rows.Count()));
        Assert.Contains("\"America/New_York\"", Document("prices"), StringComparison.Ordinal);
        Assert.Contains("weekly", Document("prices"), StringComparison.Ordinal);
        Assert.Contains("daily", Document("mine"), StringComparison.Ordinal);
        Assert.DoesNotContain("New_York", Document("mine"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_default_is_shown_as_a_change_of_every_instance_that_has_it()
    {
        _test.With(w => w.Stacks.Apply(Stack("tags: [one]\ndefaults: { DatasetInstance: { timeout: 5m } }")));

        var plan = _test.With(w => w.Stacks.Plan(Stack("tags: [two]\ndefaults: { DatasetInstance: { timeout: 6m } }")));

        Assert.Equal("change prices: flows.refresh.timeout_seconds: 300 → 360; tags: one → two", Assert.Single(plan).ToString());
    }

    [Fact]
    public void Mistakes_of_the_manifest_are_all_named_with_their_places()
    {
        var error = Assert.Throws<InvalidStackException>(() => _test.With(w => w.Stacks.Plan(Stack("definition: []\ndefinitions: [nowhere]\ntags: nightly\ndefaults:\n  time_zon: UTC\n  config: {}\n  DatasetInstance: { upstream_refs: [] }\n  SignalInstance: 1"))));

        Assert.Equal(["unknown_key", "no_such_file", "unknown_key", "unknown_key", "unknown_key", "wrong_type", "wrong_type"], error.Issues.Select(i => i.Code));
        Assert.All(error.Issues, i => Assert.True(i.Line > 1));
        Assert.Equal(ExitCode.Usage, error.ExitCode);
    }

    private string Stack(string head, params string[] more) =>
        _folder.Write("stack.yml", $"name: s\n{head}\ninstances:\n{string.Concat(new[] { "- { name: prices, type: DatasetInstance, pipeline: { definition: builtin.csv, config: { path: prices.csv } } }" }.Concat(more).Select(i => $"  {i}\n"))}");

    private string Document(string name) => File.ReadAllText(Path.Combine(_test.DirectoryOf(name), "instance.json"));
}
