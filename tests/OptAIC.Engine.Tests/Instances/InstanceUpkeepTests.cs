using OptAIC.Engine.Instances;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Transfer;
using OptAIC.Freshness;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InstanceUpkeepTests : IDisposable
{
    private readonly TestWorkspace _test = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _test.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Missing_unreadable_and_foreign_directories_are_shown_as_such_and_break_nothing()
    {
        var (gone, broken) = (_test.CreatePrices(), _test.Create("{name: broken, definition: builtin.csv, config: {path: prices.csv}}"));
        _test.Create("{name: source, type: PipelineInstance, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Create("{name: shares, type: DatasetInstance, pipeline: source}");
        _test.CreateSignal("reads", "prices");
        Directory.Move(gone.Path, _folder["gone"]);
        File.WriteAllText(Path.Combine(broken.Path, "instance.json"), "{");
        File.WriteAllText(Path.Combine(_test.DirectoryOf("source"), "instance.json"), "");
        Directory.CreateDirectory(Path.Combine(_test.Root, "instances", "oi_foreign_1"));

        using var workspace = _test.Open();
        var list = workspace.Instances.List();

        Assert.Equal(["prices missing", "broken unreadable", "source unreadable", "shares ", "reads "], list.Select(i => $"{i.Name} {i.Problem}"));
        Assert.Empty(list[0].Config);
        Assert.NotEmpty(list[4].Config);
        Assert.Equal(["prices"], list[4].Upstream);
        Assert.Contains("instances/oi_foreign_1 holds no instance", workspace.Warnings);
        Assert.Equal("missing", workspace.Instances.Get("prices").Problem);
        Assert.Equal(5, workspace.Upkeep.Usage().Count);
    }

    [Fact]
    public void What_has_no_directory_any_more_is_forgotten_and_nothing_else()
    {
        var prices = _test.CreatePrices();
        _test.CreateSignal("reads", "prices");
        Directory.Move(prices.Path, _folder["gone"]);

        Assert.Equal(["prices"], _test.With(w => w.Upkeep.Prune(whatIf: true).Select(i => i.Name)));
        Assert.Equal(2, _test.With(w => w.Instances.List()).Count);
        Assert.Equal(["prices"], _test.With(w => w.Upkeep.Prune().Select(i => i.Name)));
        Assert.Equal(["reads"], _test.With(w => w.Instances.List().Select(i => i.Name)));
        Assert.Empty(_test.With(w => w.Upkeep.Prune()));
        Assert.True(Directory.Exists(_folder["gone"]));
    }

    [Fact]
    public void Without_the_folder_of_all_instances_none_is_forgotten()
    {
        _test.CreatePrices();
        Directory.Move(Path.Combine(_test.Root, "instances"), _folder["unmounted"]);

        Assert.Throws<NoInstancesFolderException>(() => _test.With(w => w.Upkeep.Prune()));
        Assert.Equal("missing", _test.With(w => w.Instances.List().Single().Problem));
        Directory.Move(_folder["unmounted"], Path.Combine(_test.Root, "instances"));
        Assert.Null(_test.With(w => w.Instances.List().Single().Problem));
    }

    [Fact]
    public void A_removal_is_taken_back_from_the_trash()
    {
        var prices = _test.CreatePrices();
        _test.Refresh("prices");
        var trash = _test.With(w => w.Instances.Remove("prices")).TrashPath;

        Assert.Equal("prices", _test.With(w => w.Transfer.Adopt(trash)));

        var back = _test.With(w => w.Instances.Get("prices"));
        Assert.Equal((prices.Id, prices.Path, FlowStatus.Ready), (back.Id, back.Path, back.Status));
        Assert.Single(_test.With(w => w.Runs.List()));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_directory_that_was_renamed_by_hand_goes_back_to_its_place()
    {
        var prices = _test.CreatePrices();
        var other = Path.Combine(_test.Root, "instances", "oi_by_hand");
        Directory.Move(prices.Path, other);

        using (var workspace = _test.Open())
        {
            Assert.Equal("missing", workspace.Instances.List().Single().Problem);
            Assert.Contains("'optaic instance adopt", Assert.Single(workspace.Warnings), StringComparison.Ordinal);
            workspace.Transfer.Adopt(other);
        }

        Assert.Equal(prices.Path, _test.With(w => w.Instances.List().Single() is { Problem: null } found ? found.Path : ""));
    }

    [Fact]
    public void A_directory_of_another_workspace_is_copied_with_its_definitions_and_data()
    {
        using var other = new TestWorkspace();
        other.Register("kind: PipelineDef\nname: load\nversion: 1.0.0\nentry: { command: [sh, fetch.sh] }\n", ("fetch.sh", "echo"));
        other.Create("{name: loads, definition: load@1.0.0}");
        var prices = other.CreatePrices();
        other.Refresh("prices");

        _test.With(w => w.Transfer.Adopt(other.DirectoryOf("loads")));
        _test.With(w => w.Transfer.Adopt(prices.Path, "theirs"));

        Assert.Equal(["loads", "theirs"], _test.With(w => w.Instances.List().Select(i => i.Name)).Order(StringComparer.Ordinal));
        Assert.Equal(10, _test.With(w => w.Data.Read("theirs").Rows.Count()));
        Assert.StartsWith(_test.Root, _test.With(w => w.Runs.Get("theirs").LogPath), StringComparison.Ordinal);
        Assert.Equal(FlowStatus.Ready, other.Flow("prices").Status);
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void What_is_no_instance_or_one_that_is_here_is_not_adopted()
    {
        var prices = _test.CreatePrices();
        var twin = Path.Combine(_test.Root, "instances", "oi_twin");
        Copy(prices.Path, twin);
        Copy(prices.Path, _folder["copied"]);

        Assert.Throws<AdoptionRefusedException>(() => _test.With(w => w.Transfer.Adopt(_folder.Path)));
        Assert.Contains("same instance as prices", Assert.Throws<AdoptionRefusedException>(() => _test.With(w => w.Transfer.Adopt(twin))).Message, StringComparison.Ordinal);
        Assert.Equal("prices", _test.With(w => w.Transfer.Adopt(prices.Path)));
        Assert.Throws<ImportRefusedException>(() => _test.With(w => w.Transfer.Adopt(_folder["copied"])));
        _test.With(w => w.Transfer.Adopt(_folder["copied"], "again"));
        Assert.Equal(2, _test.With(w => w.Instances.List()).DistinctBy(i => i.Id).Count());
    }

    [Fact]
    public void A_name_that_is_taken_is_refused_for_what_comes_from_the_trash_unless_another_is_given()
    {
        _test.CreatePrices();
        var trash = _test.With(w => w.Instances.Remove("prices")).TrashPath;
        _test.CreatePrices();

        Assert.Throws<NameTakenException>(() => _test.With(w => w.Transfer.Adopt(trash)));
        Assert.Equal("old", _test.With(w => w.Transfer.Adopt(trash, "old")));
        Assert.Equal(["old", "prices"], _test.With(w => w.Instances.List().Select(i => i.Name)).Order(StringComparer.Ordinal));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void Usage_says_what_takes_the_room_and_the_largest_comes_first()
    {
        _test.CreatePrices();
        _test.Create("{name: idle, definition: builtin.csv, config: {path: prices.csv}}");
        _test.Refresh("prices");
        var folder = Directory.CreateDirectory(Path.Combine(_test.DirectoryOf("idle"), "workflow"));
        File.WriteAllBytes(Path.Combine(folder.FullName, "big"), new byte[3_000_000]);

        var usage = _test.With(w => w.Upkeep.Usage());

        Assert.Equal(["idle", "prices"], usage.Select(u => u.Instance));
        Assert.Equal((3_000_000, 0), (usage[0].Workflow, usage[0].Data));
        Assert.True(usage[1] is { Data: > 0, Runs: > 0, Other: > 0 });
        Assert.Equal(Directory.EnumerateFiles(_test.DirectoryOf("prices"), "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), usage[1].Total);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
