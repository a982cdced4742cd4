using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Backpacks;

public sealed class BackpackTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void A_plain_folder_is_a_workflow_of_its_name_with_its_hash_as_version_and_runs()
    {
        _pack.Write("workflow/go.sh", "cat helper/text > \"$OPTAIC_OUTPUT/out\"");
        _pack.Write("workflow/helper/text", "helped");

        var run = _pack.Run();

        Assert.Equal((RunStatus.Completed, "pack"), (run.Status, run.Instance));
        Assert.Matches("^pack@0\\.0\\.0-[0-9a-f]{12}$", run.Definition);
        Assert.Equal("helped", File.ReadAllText(run.Artifacts.Single(a => Path.GetFileName(a.Path) == "out").Path));
    }

    [ShellFact]
    public void An_instance_is_used_again_while_the_folder_is_the_same_and_moves_with_it_when_it_changes()
    {
        _pack.Write("workflow/go.sh", "echo 1 > \"$OPTAIC_OUTPUT/out\"");
        Assert.Equal((true, null), (_pack.Prepare().IsNew, _pack.Prepare().Change));
        var first = _pack.Prepare();
        Assert.Equal((false, null), (first.IsNew, first.Change));

        _pack.Write("workflow/go.sh", "echo 2 > \"$OPTAIC_OUTPUT/out\"");
        var moved = _pack.Prepare();

        Assert.Equal((false, first.Instance.Id, 2), (moved.IsNew, moved.Instance.Id, moved.Change!.ToGeneration));
        Assert.NotEqual(first.Instance.Definition, moved.Instance.Definition);
        Assert.Equal("2\n", File.ReadAllText(_pack.Run().Artifacts[0].Path));
    }

    [ShellFact]
    public void Created_it_is_prepared_and_each_has_a_name_of_its_own()
    {
        _pack.Write("workflow/go.sh", "true");
        _pack.Write("data/in.txt", "data");
        _pack.Write("data/data.yml", "items: [{ target: in.txt, source: data/in.txt }]");

        var (one, two, three) = (_pack.Create(), _pack.Create(), _pack.Create("mine"));

        Assert.Equal(["pack", "pack-2", "mine"], [one.Name, two.Name, three.Name]);
        Assert.All([one, two, three], i => Assert.Equal("data", File.ReadAllText(Path.Combine(i.Path, "workflow", "in.txt"))));
        Assert.All([one, two, three], i => Assert.True(File.Exists(Path.Combine(i.Path, "workflow", "go.sh"))));
    }

    [Fact]
    public void What_is_wrong_in_any_file_is_said_at_once_and_nothing_is_made()
    {
        _pack.Write("workflow/a.py", "");
        _pack.Write("workflow/b.sh", "");
        _pack.Write("workflow/lib/c.py", "");
        _pack.Write("data/data.yml", "items:\n- { target: ../x, source: none.csv }\n- { target: a, source: s3://x/y }\n- { target: A/b, sources: [data/data.yml], sha265: x }\n");
        _pack.Write("software/environment.yml", "engine: venv\ndependencies: [python]\n");
        _pack.Write("compute/compute.yml", "cores: 0\nworkers: { mx: 1 }\n");

        var expected = DefinitionFacade.Validate(_pack.Path);

        Assert.Equal(
            ["ambiguous_entry", "outside_folder", "missing_file", "unsupported", "unknown_key", "wrong_engine", "below_minimum", "unknown_key"],
            expected.Select(i => i.Code));
        Assert.Equal(["a.py", "b.sh"], expected[0].Sample);
        Assert.Equal((Path.Combine(_pack.Path, "data/data.yml"), 2, "/items/0/target"), (expected[1].File, expected[1].Line, expected[1].Pointer));
        foreach (var make in (Action[])[() => _pack.Create(), () => _pack.Prepare(), () => _pack.Test.With(w => w.Definitions.Register(_pack.Path))])
        {
            Assert.Equal(expected.Select(i => i.ToString()), Assert.Throws<InvalidDefinitionException>(make).Issues.Select(i => i.ToString()));
        }

        Assert.Empty(_pack.Test.With(w => w.Instances.List()));
        Assert.DoesNotContain(_pack.Test.With(w => w.Definitions.List()), d => d.Source == "registered");
    }

    [Theory]
    [InlineData("one of several that is named after the backpack", "pack.py", "other.py", "pack.py")]
    [InlineData("the only one", "main.ps1", "notes.txt", "main.ps1")]
    public void The_entry_is(string why, string program, string other, string expected)
    {
        _pack.Write($"workflow/{program}", "");
        _pack.Write($"workflow/{other}", "");
        Assert.Empty(DefinitionFacade.Validate(_pack.Path));
        var registered = _pack.Test.With(w => w.Definitions.Register(_pack.Path));
        Assert.True(registered.Definition.Entry!.EndsWith(expected, StringComparison.Ordinal), why);
        Assert.True(_pack.Test.With(w => w.Definitions.Register(_pack.Path)).AlreadyRegistered);
    }

    [ShellFact]
    public void A_file_that_the_system_can_execute_is_an_entry()
    {
        var program = _pack.Write("workflow/tool", "#!/bin/sh\necho made > \"$OPTAIC_OUTPUT/out\"\n");
        Assert.Equal("no_entry", Assert.Single(DefinitionFacade.Validate(_pack.Path)).Code);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal(RunStatus.Completed, _pack.Run().Status);
    }

    [Fact]
    public void A_folder_of_something_else_and_a_name_of_something_else_are_refused()
    {
        _pack.Write("workflow/go.sh", "true");
        _pack.Test.CreatePrices();
        Assert.Throws<NameTakenException>(() => _pack.Prepare("prices"));
        _pack.Write("definition.yml", "kind: PipelineDef\nname: other\nversion: 1.0.0\nentry: { builtin: builtin.csv }\n");
        Assert.Throws<NoBackpackException>(() => _pack.Prepare());
        Directory.CreateDirectory(_pack.Beside("empty"));
        Assert.Throws<NoBackpackException>(() => _pack.Test.With(w => w.Instances.OfBackpack(new InstanceRequest { Backpack = _pack.Beside("empty") })));
    }

    [Theory]
    [InlineData("my pack.tar.gz", "my_pack")]
    [InlineData("/a/b/-x", "x")]
    [InlineData("/a/b/Größe/", "Gr__e")]
    public void A_name_is_made_of_the_folder_s(string path, string name) => Assert.Equal(name, BackpackDefinition.NameOf(path));

    [Fact]
    public void Of_versions_that_are_hashes_the_last_registered_is_the_newest_and_none_is_an_update()
    {
        for (var i = 0; i < 6; i++)
        {
            _pack.Write("workflow/go.sh", $"echo {i}");
            var registered = _pack.Test.With(w => w.Definitions.Register(_pack.Path)).Definition;
            var made = _pack.Test.Create($"{{name: i{i}, definition: pack}}");
            Assert.Equal((registered.ToString(), false), (made.Definition, made.UpdateAvailable));
        }

        Assert.DoesNotContain(_pack.Test.With(w => w.Instances.List()), i => i.UpdateAvailable);
    }

    [Fact]
    public void What_if_makes_nothing()
    {
        _pack.Write("workflow/go.sh", "true");
        var preview = _pack.Test.With(w => w.Instances.Create(new InstanceRequest { Backpack = _pack.Path }, whatIf: true));
        Assert.Equal("pack", preview.Name);
        Assert.Empty(_pack.Test.With(w => w.Instances.List()));
        Assert.DoesNotContain(_pack.Test.With(w => w.Definitions.List()), d => d.Source == "registered");
        Assert.Throws<DefinitionNotFoundException>(() => _pack.Test.Create($"{{name: x, definition: {preview.Definition}}}"));
    }
}
