using System.Text.Json;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Runs;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Runs;

public sealed class RunRemovalTests : IDisposable
{
    private static readonly DateTimeOffset Noon = DateTimeOffset.UtcNow.AddDays(-10);
    private static readonly RunRemovalRequest All = new() { Keep = 0 };

    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Statuses_explanations_and_what_results_go_back_to_are_as_before()
    {
        _test.CreatePrices();
        _test.CreateSignal("double", "prices");
        _test.Refresh("+double");
        _test.WritePrices(days: 7);
        _test.Refresh("+double");
        _test.Run(new FlowRunRequest { Targets = [new FlowTarget("prices")], Force = true });
        _test.WritePrices(days: 8);
        var before = Seen();
        Assert.Equal(5, Count());

        var removed = Remove(All);

        // The first run of each; of prices the last two stay: one made what is published, one is the last that completed.
        Assert.Equal(["double", "prices"], removed.Where(r => r.IsRemoved).Select(r => r.Instance).Order());
        Assert.All(removed.Where(r => r.IsRemoved), r => Assert.True(r.Size > 0));
        Assert.Equal(3, Count());
        Assert.Equal(before, Seen());
        Assert.Empty(_test.With(w => w.Health.Doctor()));
        Assert.DoesNotContain(Remove(All), r => r.IsRemoved);
        File.Delete(Path.Combine(_test.Root, "registry.db"));
        Assert.Equal(before, Seen());
        Assert.Equal(3, Count());
    }

    [Fact]
    public void A_plan_tells_what_is_kept_and_why_and_changes_nothing()
    {
        _test.CreatePrices();
        _test.Refresh("prices");

        var only = Assert.Single(_test.With(w => w.Runs.PlanRemoval(All)));

        Assert.Equal((false, "it is the last completed run of prices.refresh", 0), (only.IsRemoved, only.KeptBecause, only.Size));
        Assert.Equal(1, Count());
    }

    [Fact]
    public void All_that_there_is_of_a_run_goes_to_the_trash_or_is_deleted_when_told_so()
    {
        var prices = _test.CreatePrices();
        var paths = new InstancePaths(prices.Path);
        var (first, second) = (Failed(prices, 1), Failed(prices, 2));
        Failed(prices, 3);
        Directory.CreateDirectory(paths.RunArtifacts(first.Id));
        File.WriteAllText(Path.Combine(paths.RunArtifacts(first.Id), "plot.txt"), "plot");
        Directory.CreateDirectory(Path.GetDirectoryName(paths.RunMetrics(first.Id))!);
        File.WriteAllText(paths.RunMetrics(first.Id), "{}");
        RunFolder.Index(_test);

        Remove(new RunRemovalRequest { Runs = [first.Id.ToString()] });
        _test.With(w => w.Runs.Remove(new RunRemovalRequest { Runs = [second.Id.ToString()] }, purge: true));

        var trash = Path.Combine(_test.Root, "trash", "runs", Path.GetFileName(prices.Path));
        Assert.Equal(["artifacts/plot.txt", "logs/stderr", "logs/stdout", "metrics.json", "record.json"], Files(Path.Combine(trash, first.Id.ToString())));
        Assert.Equal([first.Id.ToString()], Directory.EnumerateDirectories(trash).Select(d => Path.GetFileName(d)!));
        Assert.DoesNotContain(first.Id.ToString(), string.Join('\n', Files(prices.Path)), StringComparison.Ordinal);
        Assert.DoesNotContain(second.Id.ToString(), string.Join('\n', Files(prices.Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_said_together_holds_together()
    {
        var prices = _test.CreatePrices();
        for (var i = 0; i < 10; i++)
        {
            Failed(prices, i, size: 1000);
        }

        RunFolder.Index(_test);

        Assert.Equal(7, Removed(new() { Keep = 3 }));
        Assert.Equal(5, Removed(new() { OlderThan = DateTimeOffset.UtcNow - Noon - TimeSpan.FromHours(4.5) }));
        Assert.Equal(2, Removed(new() { Keep = 8, OlderThan = TimeSpan.FromDays(1) }));
        Assert.Equal(0, Removed(new() { Keep = 0, OlderThan = TimeSpan.FromDays(99) }));
        Assert.Equal(3, Removed(new() { Keep = 0, Filter = new RunFilter { Where = "metric.n < 3" } }));
        Assert.Equal(0, Removed(new() { Filter = new RunFilter { Status = RunStatus.Completed } }));
        Assert.InRange(Removed(new() { MaxSize = 11_000 }), 4, 6);
        Assert.Equal(9, Removed(new() { MaxSize = 0 }));
        Assert.Equal(0, Removed(new() { MaxSize = long.MaxValue }));
    }

    [Fact]
    public void Nothing_is_removed_unless_something_says_what()
    {
        Assert.Throws<RemovalNotStatedException>(() => Remove(new RunRemovalRequest()));
        Assert.Throws<RemovalNotStatedException>(() => Remove(new RunRemovalRequest { Filter = new RunFilter { Instance = "*" } }));
    }

    [Fact]
    public void A_run_that_is_named_and_needed_is_refused_and_the_others_stay()
    {
        var prices = _test.CreatePrices();
        var failed = Failed(prices, 0);
        RunFolder.Index(_test);
        _test.Refresh("prices");

        var refused = Assert.Throws<RunNeededException>(() => Remove(new RunRemovalRequest { Runs = [failed.Id.ToString(), "prices"] }));

        Assert.Contains("the last completed run of prices.refresh", refused.Message, StringComparison.Ordinal);
        Assert.Equal(2, Count());
    }

    [Fact]
    public void A_run_that_has_not_ended_stays()
    {
        var prices = _test.CreatePrices();
        RunFolder.Write(prices, RunFolder.Completed(prices, Noon) with { Status = RunStatus.Running, EndedAt = null });
        RunFolder.Index(_test);

        Assert.Equal("it has not ended", Assert.Single(Remove(All)).KeptBecause);
    }

    [Fact]
    public void A_repetition_goes_with_the_run_in_whose_folder_it_lies()
    {
        var prices = _test.CreatePrices();
        var paths = new InstancePaths(prices.Path);
        var first = Failed(prices, 1);
        Failed(prices, 2);
        var replay = RunFolder.Completed(prices, Noon.AddHours(3));
        replay = replay with { Trigger = new RunTrigger(TriggerKind.Replay, "tester"), Replay = new RunReplay(first.Id, "x", true), LogPath = Path.Combine(paths.RunLogs(first.Id), "replay") };
        Directory.CreateDirectory(replay.LogPath);
        DocumentFile.Write(paths.RunRecord(replay.Id), replay, DocumentJson.Default.RunRecord, OptAIC.Engine.Files.Durability.Knowledge);
        RunFolder.Index(_test);

        var removed = Remove(new RunRemovalRequest { Runs = [first.Id.ToString()] });

        Assert.Equal([replay.Id, first.Id], removed.Select(r => r.Id));
        Assert.False(Directory.Exists(paths.RunLogs(first.Id)));
        Assert.Equal(1, Count());
    }

    [ShellFact]
    public void Of_files_an_older_version_is_never_left_to_stand_for_a_newer_one()
    {
        using var command = new CommandWorkspace();
        command.Create("date +%s%N > \"$OPTAIC_OUTPUT/result\"");
        var runs = Enumerable.Range(0, 4).Select(_ => command.Run().Id).ToList();
        Assert.Equal(4, runs.Distinct().Count());

        RunRemovalRequest Only(params int[] which) => new() { Filter = new RunFilter { Where = string.Join(" or ", which.Select(i => $"id = {runs[i]}")) } };
        bool[] Removed(RunRemovalRequest request) => command.Test.With(w => w.Runs.PlanRemoval(request)).Select(r => r.IsRemoved).ToArray();

        Assert.Equal([false], Removed(Only(1)));
        Assert.Equal([true, true], Removed(Only(0, 1)));
        Assert.Equal([true, false], Removed(Only(0, 2)));
        Assert.Equal([true, true, true, false], Removed(All));
    }

    [Fact]
    public void What_a_killed_removal_left_is_found_and_swept_though_the_registry_was_lost_too()
    {
        var prices = _test.CreatePrices();
        var paths = new InstancePaths(prices.Path);
        var (removed, kept, young) = (Failed(prices, 1), Failed(prices, 2), Guid.CreateVersion7());
        Directory.CreateDirectory(paths.RunLogs(young));
        RunFolder.Index(_test);
        // As a removal leaves it that is killed when it has moved the record.
        var trash = Directory.CreateDirectory(Path.Combine(_test.Root, "trash", "runs", Path.GetFileName(prices.Path), removed.Id.ToString())).FullName;
        File.Move(paths.RunRecord(removed.Id), Path.Combine(trash, "record.json"));
        File.Delete(Path.Combine(_test.Root, "registry.db"));

        Assert.Equal([paths.RunLogs(removed.Id)], _test.With(w => w.Health.Doctor()).Where(i => i.Code == "leftover").Select(i => i.File));
        Assert.Equal([$"{paths.RunLogs(removed.Id)} → trash"], _test.With(w => w.Health.RepairRegistry()).Actions);

        Assert.Equal(["logs/stderr", "logs/stdout", "record.json"], Files(trash));
        Assert.True(Directory.Exists(paths.RunLogs(kept.Id)) && Directory.Exists(paths.RunLogs(young)));
        Assert.Empty(_test.With(w => w.Health.Doctor()));
    }

    private IReadOnlyList<OptRunRemoval> Remove(RunRemovalRequest request) => _test.With(w => w.Runs.Remove(request));

    private int Removed(RunRemovalRequest request) => _test.With(w => w.Runs.PlanRemoval(request)).Count(r => r.IsRemoved);

    private int Count() => _test.With(w => w.Runs.List(new RunFilter { Limit = int.MaxValue })).Count;

    // What the rules say of every flow, and what its result was made from.
    private string Seen() => _test.With(w => string.Join('\n', w.Flows.List().Select(f =>
        JsonSerializer.Serialize(w.Flows.Check(new FlowTarget(f.Instance, f.Flow), explain: true)) + JsonSerializer.Serialize(w.Runs.Lineage(f.LastRun!.Value.ToString())))));

    private static RunRecord Failed(OptInstance instance, int hours, int size = 0)
    {
        var run = RunFolder.Write(instance, RunFolder.Completed(instance, Noon.AddHours(hours)) with
        {
            Status = RunStatus.Failed,
            Error = new RunError("program", "exit 1"),
            Metrics = new Dictionary<string, double?> { ["n"] = hours },
        });
        File.WriteAllText(Path.Combine(run.LogPath, "stderr"), new string('x', size));
        return run;
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);
}
