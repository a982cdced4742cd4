using OptAIC.Definitions;
using OptAIC.Engine.Definitions.Scaffolding;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Files;
using OptAIC.Errors;
using OptAIC.Naming;

namespace OptAIC.Engine.Tests.Definitions;

public sealed class DefinitionScaffoldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<DefinitionKind, ScaffoldEntry> Examples
    {
        get
        {
            var examples = new TheoryData<DefinitionKind, ScaffoldEntry>();
            foreach (var kind in Enum.GetValues<DefinitionKind>())
            {
                foreach (var entry in ScaffoldTemplate.EntriesOf(kind))
                {
                    examples.Add(kind, entry);
                }
            }

            return examples;
        }
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_valid_as_it_is_and_says_what_comes_next(DefinitionKind kind, ScaffoldEntry entry)
    {
        var made = DefinitionFacade.New(kind, "vendor_x", _folder["new"], entry);
        Assert.Empty(DefinitionFacade.Validate(made.Path));
        Assert.Equal(made.Files, Directory.EnumerateFiles(made.Path, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(made.Path, f).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(made.Next, n => Assert.Contains(n, File.ReadAllText(Path.Combine(made.Path, "README.md")), StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(made.Path, "*", SearchOption.AllDirectories), f => Assert.DoesNotContain(ScaffoldTemplate.Name, File.ReadAllText(f), StringComparison.Ordinal));
        Assert.Equal([made.Path], Directory.EnumerateFileSystemEntries(_folder.Path));
        Assert.Contains(made.Files, f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".yml", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_ever_overwritten()
    {
        _folder.Write("full/mine.txt", "mine");
        _folder.Write("file", "mine");
        foreach (var name in new[] { "full", "file", "full/mine.txt" })
        {
            Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder[name]));
        }

        Assert.Equal(["mine", "mine"], [File.ReadAllText(_folder["full/mine.txt"]), File.ReadAllText(_folder["file"])]);
        Directory.CreateDirectory(_folder["empty"]);
        Assert.NotEmpty(DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder["empty"]).Files);
        Assert.Equal(3, Directory.EnumerateFileSystemEntries(_folder.Path).Count());
    }

    [Fact]
    public void A_link_is_not_followed_wherever_it_leads()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["nowhere"], _folder["missing"]);
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder["link"]));
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder["link"] + "/"));
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder["nowhere"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["elsewhere"]));
        Assert.False(Directory.Exists(_folder["missing"]));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/b")]
    [InlineData("CON")]
    [InlineData("a\nb")]
    [InlineData("")]
    public void A_name_that_is_no_name_is_refused(string name)
    {
        Assert.Throws<IllegalNameException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, name, _folder["new"]));
        Assert.Throws<IllegalNameException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, name));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_name_of_the_engine_and_an_entry_that_the_kind_has_not_are_refused()
    {
        Assert.Equal("DefinitionNameTaken", Assert.ThrowsAny<OptException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "builtin.mine", _folder["new"])).ErrorId);
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.OpDef, "a-b", _folder["new"]));
        Assert.Equal("there are: builtin", Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.New(DefinitionKind.StoreDef, "s", _folder["new"], ScaffoldEntry.Python)).Hint);
    }

    [Theory]
    [InlineData("report.ps1", "powershell")]
    [InlineData("report.py", "python")]
    [InlineData("it's ${odd} é.sh", "shell")]
    public void A_workflow_is_put_around_a_program_as_it_is(string file, string entry)
    {
        var program = _folder.Write(file, "echo 'my_definition'\r\n");
        var made = DefinitionFacade.NewFromProgram(program, "report", _folder["new"]);
        Assert.Empty(DefinitionFacade.Validate(made.Path));
        Assert.Equal(("WorkflowDef", entry), (made.Kind, made.Entry));
        Assert.Equal(File.ReadAllBytes(program), File.ReadAllBytes(Path.Combine(made.Path, "workflow", file)));
    }

    [Fact]
    public void What_is_no_program_is_refused()
    {
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.NewFromProgram(_folder.Write("notes.txt", ""), "notes", _folder["new"]));
        Assert.Throws<ScaffoldRefusedException>(() => DefinitionFacade.NewFromProgram(_folder["missing.py"], "missing", _folder["new"]));
        Assert.False(Directory.Exists(_folder["new"]));
    }
}
