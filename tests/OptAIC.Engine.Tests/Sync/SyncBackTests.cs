using OptAIC.Engine.Sync;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Tests.Flows;

namespace OptAIC.Engine.Tests.Sync;

public sealed class SyncBackTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public SyncBackTests()
    {
        _pack.Write("workflow/pack.sh", "echo changed > notes.txt\necho made > sub/made.txt\nmkdir -p __pycache__\necho x > __pycache__/x.pyc\nrm -f gone.txt\n");
        _pack.Write("workflow/notes.txt", "start\n");
        _pack.Write("workflow/gone.txt", "here\n");
        _pack.Write("workflow/sub/keep.txt", "kept\n");
        _pack.Write("data/in.csv", "a\n1\n");
        _pack.Write("data/data.yml", "items: [{ target: in.csv, source: data/in.csv }]");
    }

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void What_runs_changed_or_made_goes_back_and_what_they_deleted_stays()
    {
        _pack.Run();

        var preview = Sync(whatIf: true);
        Assert.Equal("start\n", Source("notes.txt"));
        var synced = Sync();

        Assert.Equal(["deleted gone.txt: it was deleted in the sandbox; it stays in the source folder", "changed notes.txt", "added sub/made.txt"], synced.Select(f => f.ToString()));
        Assert.Equal(preview, synced);
        Assert.Equal(("changed\n", "made\n", "here\n"), (Source("notes.txt"), Source("sub/made.txt"), Source("gone.txt")));
        Assert.False(Path.Exists(Path.Combine(_pack.Path, "workflow", "__pycache__")));
        Assert.Equal(["deleted", "same", "same"], Sync().Select(f => f.Action));
        Assert.Contains("\"same\"", File.ReadAllText(Path.Combine(_pack.Test.DirectoryOf("pack"), "metadata", "sync.json")), StringComparison.Ordinal);
        Assert.Empty(_pack.Test.With(w => w.Health.Doctor()));
    }

    [ShellFact]
    public void What_was_changed_on_both_sides_is_left_alone_and_the_rest_copied()
    {
        _pack.Run();
        _pack.Write("workflow/notes.txt", "mine\n");
        _pack.Write("workflow/sub/made.txt", "mine too\n");

        var synced = Sync();

        Assert.Equal(["deleted", "conflict", "conflict"], synced.Select(f => f.Action));
        Assert.Equal(("mine\n", "mine too\n"), (Source("notes.txt"), Source("sub/made.txt")));
        Assert.Equal(["it was changed in the source folder as well", "there is another file of that name in the source folder"], synced.Skip(1).Select(f => f.Reason));
    }

    [ShellFact]
    public void What_was_deleted_in_the_source_folder_is_not_brought_back()
    {
        _pack.Run();
        File.Delete(Path.Combine(_pack.Path, "workflow", "notes.txt"));

        Assert.Equal("it was deleted in the source folder", Sync().Single(f => f.File == "notes.txt").Reason);
        Assert.False(File.Exists(Path.Combine(_pack.Path, "workflow", "notes.txt")));
    }

    [ShellFact]
    public void A_link_in_the_source_folder_is_not_followed()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _pack.Run();
        var outside = Directory.CreateDirectory(_pack.Beside("outside")).FullName;
        Directory.Delete(Path.Combine(_pack.Path, "workflow", "sub"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(_pack.Path, "workflow", "sub"), outside);

        Assert.Equal("'sub' in the source folder is a link", Sync().Single(f => f.File == "sub/made.txt").Reason);
        Assert.Empty(Directory.EnumerateFileSystemEntries(outside));
    }

    [ShellFact]
    public void A_source_folder_that_was_moved_is_an_error_until_it_is_named()
    {
        _pack.Run();
        Directory.Move(_pack.Path, _pack.Beside("elsewhere"));

        Assert.Contains("is gone: " + _pack.Path, Assert.Throws<SyncRefusedException>(() => Sync()).Message, StringComparison.Ordinal);
        Assert.Equal(2, _pack.Test.With(w => w.Upkeep.Sync("pack", _pack.Beside("elsewhere"))).Count(f => f.Action is "added" or "changed"));
    }

    [ShellFact]
    public void A_backpack_that_is_run_from_another_folder_goes_back_to_that_one()
    {
        _pack.Run();
        Directory.CreateDirectory(_pack.Beside("other"));
        Directory.Move(_pack.Path, _pack.Beside("other/pack"));
        var moved = _pack.Test.With(w => w.Instances.OfBackpack(new Facade.InstanceRequest { Backpack = _pack.Beside("other/pack") }));

        Assert.Contains(moved.Change!.Differences, d => d.Path == "backpack");
        Assert.Equal(_pack.Beside("other/pack/workflow/notes.txt"), Sync().Single(f => f.File == "notes.txt").Target);
    }

    [LinuxFact]
    public void What_is_no_workflow_or_has_not_run_has_nothing_to_sync()
    {
        _pack.Test.CreatePrices();
        _pack.Prepare();

        Assert.Throws<SyncRefusedException>(() => _pack.Test.With(w => w.Upkeep.Sync("prices")));
        Assert.Contains("nothing has run in it", Assert.Throws<SyncRefusedException>(() => Sync()).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<OptSyncedFile> Sync(bool whatIf = false) => _pack.Test.With(w => w.Upkeep.Sync("pack", whatIf: whatIf));

    private string Source(string file) => File.ReadAllText(Path.Combine(_pack.Path, "workflow", file));
}
