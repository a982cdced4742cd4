using System.Formats.Tar;
using System.IO.Compression;
using OptAIC.Engine.Archives;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Definitions.Comparison;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Definitions;

public sealed class DefinitionComparisonTests : IDisposable
{
    private const string Before = """
        kind: PipelineDef
        name: prices
        version: 1.0.0
        entry: { command: [sh, fetch.sh] }
        parameters_schema:
          type: object
          additionalProperties: false
          required: [path]
          properties:
            path: { type: string }
            window: { type: integer, minimum: 1, default: 20, description: Rows }
            mode: { enum: [fast, exact] }
        output_schema: { columns: [{ name: close, dtype: float64 }, { name: volume, dtype: int64 }] }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_definition_does_not_differ_from_itself() => Assert.Empty(Compare(Before, Before));

    [Theory]
    [InlineData("required: [path]", "required: [path, mode]", "parameters mode.required (none) → true", true)]
    [InlineData("required: [path]", "required: []", "parameters path.required true → (none)", false)]
    [InlineData("required: [path]", "required: [path, window]", "parameters window.required (none) → true", false)]
    [InlineData("path: { type: string }", "path: { type: [string, array] }", "parameters path.type string → [\"string\",\"array\"]", false)]
    [InlineData("window: { type: integer", "window: { type: number", "parameters window.type integer → number", false)]
    [InlineData("path: { type: string }", "path: { type: array }", "parameters path.type string → array", true)]
    [InlineData("minimum: 1", "minimum: 2", "parameters window.minimum 1 → 2", true)]
    [InlineData("minimum: 1", "minimum: 0", "parameters window.minimum 1 → 0", false)]
    [InlineData("default: 20", "default: 60", "parameters window.default 20 → 60", false)]
    [InlineData("description: Rows", "description: Window", "parameters window.description Rows → Window", false)]
    [InlineData("[fast, exact]", "[fast, exact, other]", "parameters mode.enum [\"fast\",\"exact\"] → [\"fast\",\"exact\",\"other\"]", false)]
    [InlineData("[fast, exact]", "[exact]", "parameters mode.enum [\"fast\",\"exact\"] → [\"exact\"]", true)]
    [InlineData("path: { type: string }", "path: { type: string, pattern: '^/' }", "parameters path.pattern (none) → ^/", true)]
    [InlineData("mode: { enum: [fast, exact] }", "kind: { type: string }", "parameters mode {\"enum\":[\"fast\",\"exact\"]} → (none)", true)]
    [InlineData("mode: { enum: [fast, exact] }", "mode: { enum: [fast, exact] }\n    kind: { type: string }", "parameters kind (none) → {\"type\":\"string\"}", false)]
    [InlineData(", { name: volume, dtype: int64 }", "", "output volume int64 → (none)", true)]
    [InlineData("dtype: int64", "dtype: float64", "output volume int64 → float64", true)]
    [InlineData("{ name: volume, dtype: int64 }", "{ name: volume, dtype: int64 }, { name: open }", "output open (none) → any type", false)]
    [InlineData("[sh, fetch.sh]", "[sh, fetch.sh, -v]", "entry  command sh fetch.sh → command sh fetch.sh -v", false)]
    [InlineData("version: 1.0.0", "version: 1.0.0\ncompatibility_rules: { upstream_max: 1 }", "compatibility upstream_max no limit → 1", true)]
    [InlineData("version: 1.0.0", "version: 1.0.0\nlineage_contracts: [{ role: input, required: true }]", "lineage input (none) → data_dependency from any, required", true)]
    [InlineData("version: 1.0.0", "version: 1.0.0\nguardrail_contracts: [{ kind: dataset.schema, enforcement: warn }]", "guardrails dataset.schema (none) → warn {", false)]
    [InlineData("version: 1.0.0", "version: 1.0.0\nstatus_aggregation_contract: { aggregation_method: any_ready }", "aggregation  (none) → {", false)]
    public void A_change_is_named_with_its_place_and_whether_it_may_break_an_instance(string old, string changed, string expected, bool isBreaking)
    {
        var differences = Compare(Before, Before.Replace(old, changed, StringComparison.Ordinal)).Where(d => d.Area != "files").ToList();
        var texts = differences.Select(d => $"{d.Area} {d.Path} {d.Before ?? "(none)"} → {d.After ?? "(none)"}").ToList();
        var at = texts.FindIndex(t => t.StartsWith(expected, StringComparison.Ordinal));
        Assert.True(at >= 0, string.Join("\n", texts));
        Assert.Equal(isBreaking, differences[at].IsBreaking);
    }

    [Fact]
    public void Files_are_compared_by_their_content()
    {
        var (before, after) = (Folder("a", Before), Folder("b", Before));
        File.WriteAllText(Path.Combine(before, "fetch.sh"), "echo 1\r\n");
        File.WriteAllText(Path.Combine(after, "fetch.sh"), "echo 1\n");
        File.WriteAllText(Path.Combine(before, "gone.txt"), "x");
        File.WriteAllText(Path.Combine(after, "new.txt"), "y");
        var differences = DefinitionComparison.Compare(UnregisteredDefinition.LoadFolder(before), UnregisteredDefinition.LoadFolder(after));
        Assert.Equal([("files", "gone.txt", "removed"), ("files", "new.txt", "added")], differences.Select(d => (d.Area, d.Path, d.Change)));
    }

    [Theory]
    [InlineData("after.zip", false)]
    [InlineData("after.tar.gz", false)]
    [InlineData("after.zip", true)]
    public void Archives_are_compared_like_the_folders_that_they_hold(string archive, bool withTop)
    {
        using var workspace = new TestWorkspace();
        var (before, after) = (Folder("before", Before), Folder("after", Before.Replace("minimum: 1", "minimum: 2", StringComparison.Ordinal)));
        Pack(after, _folder[archive], withTop);
        workspace.With(w => w.Definitions.Register(before));

        var folders = workspace.With(w => w.Definitions.Compare(before, after));
        Assert.Equal(["parameters window.minimum", "files definition.yml"], folders.Select(d => $"{d.Area} {d.Path}"));
        Assert.Equal(folders, workspace.With(w => w.Definitions.Compare("prices@1.0.0", _folder[archive])));
        Assert.Equal(folders.Select(d => (d.After, d.Before)), workspace.With(w => w.Definitions.Compare(_folder[archive])).Select(d => (d.Before, d.After)));
        Assert.Empty(workspace.With(w => w.Definitions.Compare(_folder[archive], _folder[archive])));
    }

    [Fact]
    public void What_is_wrong_in_an_archive_that_is_compared_is_named_as_being_in_the_archive()
    {
        using var workspace = new TestWorkspace();
        Pack(Folder("bad", Before.Replace("kind: PipelineDef", "kind: PipelinDef", StringComparison.Ordinal)), _folder["bad.zip"], withTop: false);
        _folder.Write("damaged.zip", "no archive");

        var invalid = Assert.Throws<InvalidDefinitionException>(() => workspace.With(w => w.Definitions.Compare(_folder["bad.zip"])));
        Assert.Equal(Path.Combine(_folder["bad.zip"], "definition.yml"), invalid.Issues[0].File);
        Assert.Throws<ArchiveRefusedException>(() => workspace.With(w => w.Definitions.Compare(_folder["damaged.zip"])));
    }

    private static void Pack(string folder, string archive, bool withTop)
    {
        if (archive.EndsWith(".zip", StringComparison.Ordinal))
        {
            ZipFile.CreateFromDirectory(folder, archive, CompressionLevel.Fastest, withTop);
            return;
        }

        using var file = File.Create(archive);
        using var zipped = new GZipStream(file, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(folder, zipped, withTop);
    }

    private IReadOnlyList<OptDefinitionDifference> Compare(string before, string after) =>
        DefinitionComparison.Compare(UnregisteredDefinition.LoadFolder(Folder("before", before)), UnregisteredDefinition.LoadFolder(Folder("after", after)));

    private string Folder(string name, string definition)
    {
        _folder.Write($"{name}/definition.yml", definition);
        return _folder[name];
    }
}
