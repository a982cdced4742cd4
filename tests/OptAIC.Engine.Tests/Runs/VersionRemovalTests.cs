using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Files;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

/// <summary>Versions of files go with the runs that published them, if nothing else needs them; and a workspace may say once which runs it retains.</summary>
public sealed class VersionRemovalTests : IDisposable
{
    private static readonly RunRemovalRequest All = new() { Keep = 0 };

    private readonly TestWorkspace _test = new();

    public VersionRemovalTests()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Create("{name: bt, type: BacktestInstance, assets: {prices: prices, universe: all}, signals: {primary: double}}");
        _test.Refresh("+bt");
        _test.WritePrices(days: 7);
        _test.Refresh("+bt");
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_version_that_is_not_current_goes_with_the_run_that_published_it()
    {
        var (old, current) = (Runs()[1], Runs()[0]);
        var planned = Removal(_test.With(w => w.Runs.PlanRemoval(All)), old);

        var removed = Removal(Remove(All), old);

        Assert.Equal((planned, old.DataVersion), (removed, removed.DataVersion));
        Assert.True(removed.Size > old.Artifacts.Sum(a => a.Size));
        Assert.Equal([current.DataVersion], Versions());
        Assert.Equal(old.Artifacts.Select(a => a.Sha256).Order(), Directory.EnumerateFiles(Path.Combine(Trash(old), "data")).Select(f => Digest.Of(File.ReadAllBytes(f))).Order());
        Assert.False(File.Exists(Path.Combine(Trash(old), "data.follows")));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    [Fact]
    public void A_version_that_a_run_that_is_left_has_published_too_stays_until_that_run_goes()
    {
        var old = Runs()[1];
        var again = Again(old);

        Assert.Null(Removal(Remove(Named(old.Id)), old).DataVersion);
        Assert.Contains(old.DataVersion, Versions());
        Assert.Equal(old.DataVersion, Assert.Single(Remove(Named(again))).DataVersion);
        Assert.DoesNotContain(old.DataVersion, Versions());
    }

    [Fact]
    public void A_version_that_a_run_that_is_left_has_read_stays()
    {
        var old = Runs()[1];
        var prices = _test.With(w => w.Instances.Get("prices"));
        RunFolder.Write(prices, RunFolder.Completed(prices, DateTimeOffset.UtcNow.AddHours(-1)) with { CreatedAt = old.CreatedAt.AddSeconds(1), InputVersions = [new InputVersion(Bt.Id, FlowKind.Backtest, "bt", "input", old.Id, old.DataVersion!, null)] });
        RunFolder.Index(_test);

        Assert.Null(Assert.Single(Remove(Named(old.Id))).DataVersion);
        Assert.Contains(old.DataVersion, Versions());
    }

    [Fact]
    public void What_was_published_again_since_it_was_decided_stays()
    {
        var old = Runs()[1];
        var paths = new InstancePaths(Bt.Path);
        DocumentFile.Write(paths.CurrentData, new CurrentData { Version = old.DataVersion!, RunId = Runs()[0].Id }, DocumentJson.Default.CurrentData, Durability.Truth);

        // As the removal of a run has left it whose process was killed after it had moved the record.
        Assert.True(Stays(old));
        Assert.Contains(old.DataVersion, Versions());
    }

    [Fact]
    public void While_the_flow_is_at_work_its_versions_stay()
    {
        var old = Runs()[1];
        using var running = GuardFile.TryAcquire(new InstancePaths(Bt.Path).Guard(FlowKind.Backtest));

        var removed = Assert.Single(Remove(Named(old.Id)));

        Assert.True(removed.IsRemoved);
        Assert.Null(removed.DataVersion);
        Assert.Contains(old.DataVersion, Versions());
    }

    [Fact]
    public void A_workspace_says_once_which_runs_it_retains()
    {
        Assert.Throws<RetentionNotSetException>(() => Remove(new RunRemovalRequest { Retention = true }));
        _test.With(w => w.SetLimits(new WorkspaceLimits { Retention = new OptRetention { Runs = 1, Age = TimeSpan.FromDays(30), Size = 10 } }));
        Assert.Equal(0, Removed(new() { Retention = true }));
        Assert.Equal(0, Removed(new() { Retention = true, Keep = 0 }));

        var shown = _test.With(w => w.SetLimits(new WorkspaceLimits { Retention = new OptRetention { Age = TimeSpan.Zero, Size = 0 } }));

        Assert.Equal(new OptRetention { Runs = 1 }, shown.Retention);
        Assert.Equal("1 newest of each flow", shown.Retention!.ToString());
        Assert.Equal(3, Removed(new() { Retention = true }));
        Assert.Equal(1, Removed(new() { Retention = true, Filter = new RunFilter { Instance = "bt" } }));
        Assert.Equal(0, Removed(new() { Retention = true, Keep = 2 }));
        Assert.Null(_test.With(w => w.SetLimits(new WorkspaceLimits { Retention = new OptRetention { Runs = 0 } })).Retention);
    }

    [ShellFact]
    public void While_something_downstream_is_running_versions_stay()
    {
        using var command = new CommandWorkspace();
        command.Create("date +%s%N > \"$OPTAIC_OUTPUT/result\"");
        command.Create("cat \"$OPTAIC_OUTPUT/../none\" 2> /dev/null; true", name: "reader", spec: "upstream_refs: [{resource: c}]");
        var old = command.Run();
        command.Run();
        string? Goes() => command.Test.With(w => w.Runs.PlanRemoval(Named(old.Id))).Single().DataVersion;
        Assert.Equal(old.DataVersion, Goes());

        using (var context = WorkspaceContext.Open(command.Test.Options))
        {
            var reader = command.Test.With(w => w.Instances.Get("reader"));
            context.Registry.RunBegins(RunFolder.Completed(reader, DateTimeOffset.UtcNow, FlowKind.Run) with { Status = RunStatus.Running, EndedAt = null });
        }

        Assert.Null(Goes());
    }

    private OptInstance Bt => _test.With(w => w.Instances.Get("bt"));

    private List<OptRun> Runs() => [.. _test.With(w => w.Runs.ListWhole(new RunFilter { Instance = "bt" }))];

    private IReadOnlyList<OptRunRemoval> Remove(RunRemovalRequest request) => _test.With(w => w.Runs.Remove(request));

    private int Removed(RunRemovalRequest request) => _test.With(w => w.Runs.PlanRemoval(request)).Count(r => r.IsRemoved);

    private static RunRemovalRequest Named(Guid run) => new() { Runs = [run.ToString()] };

    private static OptRunRemoval Removal(IReadOnlyList<OptRunRemoval> removals, OptRun run) => removals.Single(r => r.Id == run.Id);

    private IEnumerable<string?> Versions() => Directory.EnumerateDirectories(Path.Combine(Bt.Path, "data")).Select(Path.GetFileName);

    private string Trash(OptRun run) => Path.Combine(_test.Root, "trash", "runs", Path.GetFileName(Bt.Path), run.Id.ToString());

    // A run that published the same as another, before it.
    private Guid Again(OptRun run)
    {
        var record = DocumentFile.Read(new InstancePaths(Bt.Path).RunRecord(run.Id), DocumentJson.Default.RunRecord);
        var at = run.CreatedAt.AddMilliseconds(1);
        var again = RunFolder.Write(Bt, record with { Id = Guid.CreateVersion7(at), CreatedAt = at });
        RunFolder.Index(_test);
        return again.Id;
    }

    private bool Stays(OptRun run)
    {
        var paths = new InstancePaths(Bt.Path);
        Directory.CreateDirectory(Trash(run));
        VersionRemoval.Announce(Trash(run));
        File.Move(paths.RunRecord(run.Id), Path.Combine(Trash(run), "record.json"));
        using var context = WorkspaceContext.Open(_test.Options);
        return VersionRemoval.Stays(context.Registry, paths, Trash(run));
    }
}
