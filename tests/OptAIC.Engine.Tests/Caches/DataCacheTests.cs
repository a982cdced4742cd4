using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Caches;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Backpacks;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Workspaces;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Caches;

/// <summary>Content of data in the cache: who refers to it, and what clearing takes away.</summary>
public sealed class DataCacheTests : IDisposable
{
    private readonly BackpackWorkspace _pack = new();

    public void Dispose() => _pack.Dispose();

    [ShellFact]
    public void An_entry_is_listed_with_whoever_refers_to_it_and_goes_once_nobody_does()
    {
        Write("a", "first");
        _pack.Create("one");
        _pack.Create("two");
        var entry = Assert.Single(List());
        Assert.Equal((5, true, "data/a"), (entry.Size, entry.IsComplete, entry.Source));
        Assert.Equal(["one", "two"], entry.Instances);
        Assert.Equal("used by one, two", Assert.Single(Clear()).KeptBecause);

        _pack.Test.With(w => w.Instances.Remove("one"));
        Assert.Equal(["two"], Assert.Single(List()).Instances);
        _pack.Test.With(w => w.Instances.Remove("two"));

        Assert.Equal((true, entry.Key), (Clear(whatIf: true)[0].IsRemoved, Assert.Single(List()).Key));
        Assert.True(Assert.Single(Clear()).IsRemoved);
        Assert.Empty(List());
        Assert.Equal([], Directory.EnumerateFileSystemEntries(Path.Combine(_pack.Test.Root, "staging")));
        Assert.Empty(_pack.Test.With(w => w.Health.Doctor()));
    }

    [ShellFact]
    public void What_is_declared_counts_before_it_is_used_and_content_of_an_earlier_version_does_not()
    {
        Write("a", "first");
        _pack.Create("pack");
        var first = Assert.Single(List()).Key;
        Write("a", "second one");
        _pack.Prepare();

        // The sandbox still holds what was put there last.
        Assert.Equal(["pack"], Assert.Single(List()).Instances);
        Assert.Equal(RunStatus.Completed, _pack.Run().Status);

        var entries = List();
        Assert.Equal(2, entries.Count);
        Assert.Empty(entries.Single(e => e.Key == first).Instances);
        Assert.Equal(first, Assert.Single(Clear(), r => r.IsRemoved).Key);
        Assert.Equal(RunStatus.Completed, _pack.Run().Status);
    }

    [ShellFact]
    public void Clearing_all_leaves_files_in_sandboxes_whole_hard_links_too_and_the_next_run_fetches_again()
    {
        Write("a", "content", ", link: hard");
        _pack.Create("pack");

        Assert.Single(Clear(all: true), r => r.IsRemoved);

        Assert.Equal("content", File.ReadAllText(_pack.Sandbox("a")));
        Assert.Equal(RunStatus.Completed, _pack.Run().Status);
        Assert.Single(List());
    }

    [Fact]
    public async Task What_was_left_half_built_is_told_and_goes_and_what_somebody_makes_stays()
    {
        var cache = new DataCache(new WorkspacePaths(_pack.Test.Root));
        var (half, made) = (new string('a', 64), new string('b', 64));
        foreach (var key in new[] { half, made })
        {
            Directory.CreateDirectory(cache.FolderOf(key));
            File.WriteAllText(Path.Combine(cache.FolderOf(key), "content"), "half");
        }

        using (await cache.TurnAsync(made, TimeSpan.FromMilliseconds(1), default))
        {
            Assert.All(List(), e => Assert.Equal((false, 4, null), (e.IsComplete, e.Size, e.CreatedAt)));
            Assert.Equal([(half, null), (made, "somebody makes or uses it at this moment")], Clear().Select(r => (r.Key, r.KeptBecause)));
        }

        Assert.Equal(made, Assert.Single(List()).Key);
    }

    [ShellFact]
    public async Task What_a_run_refers_to_is_kept_whatever_is_asked_for()
    {
        Write("a", "content");
        _pack.Write("workflow/go.sh", "while [ ! -e ../released ]; do sleep 0.02; done");
        var released = Path.Combine(_pack.Create("pack").Path, "released");
        var run = Task.Run(() => _pack.Run());
        SpinWait.SpinUntil(() => _pack.Test.Flow("pack").Status == Freshness.FlowStatus.Running, TimeSpan.FromSeconds(30));
        try
        {
            Assert.Equal("pack is running", Assert.Single(Clear(all: true)).KeptBecause);
        }
        finally
        {
            File.WriteAllText(released, "");
        }

        Assert.Equal(RunStatus.Completed, (await run).Status);
        Assert.True(Assert.Single(Clear(all: true)).IsRemoved);
    }

    [ShellFact]
    public async Task A_cache_that_is_cleared_while_it_is_used_fails_nobody()
    {
        Write("a", new string('x', 100_000));
        var names = Enumerable.Range(0, 12).Select(i => $"i{i}").ToList();
        names.ForEach(n => _pack.Test.With(w => w.Instances.Create(new InstanceRequest { Backpack = _pack.Path, Name = n, SkipData = true })));
        using var done = new CancellationTokenSource();
        var clearing = Task.Run(() =>
        {
            var removed = 0;
            while (!done.IsCancellationRequested)
            {
                removed += Clear(all: true).Count(r => r.IsRemoved);
            }

            return removed;
        });

        await Parallel.ForEachAsync(names, async (n, cancellation) =>
        {
            using var workspace = _pack.Test.Open();
            Assert.Equal("whole", Assert.Single(await workspace.Data.FetchAsync(n, cancellation: cancellation)).Status);
        });

        await done.CancelAsync();
        Assert.True(await clearing > 0);
        Assert.All(names, n => Assert.Equal("whole", _pack.Test.With(w => w.Data.Verify(n).Single().Status)));
    }

    [Fact]
    public void A_key_may_be_cut_short_or_be_a_pattern_and_one_that_means_nothing_is_an_error()
    {
        Write("a", "content");
        _pack.Create("pack");
        var key = Assert.Single(List()).Key;

        Assert.Equal(key, _pack.Test.With(w => w.Cache.List([key[..6]])).Single().Key);
        Assert.Single(_pack.Test.With(w => w.Cache.List([key[..3] + "*"])));
        Assert.Empty(_pack.Test.With(w => w.Cache.List(["zz*"])));
        Assert.Throws<CacheEntryNotFoundException>(() => _pack.Test.With(w => w.Cache.List(["zz"])));
        Assert.Equal($"made {DateTime.UtcNow:yyyy-MM-dd}", Assert.Single(_pack.Test.With(w => w.Cache.PlanClear(new CacheClearRequest { OlderThan = TimeSpan.FromDays(1), All = true }))).KeptBecause);
    }

    private IReadOnlyList<OptCacheEntry> List() => _pack.Test.With(w => w.Cache.List());

    private IReadOnlyList<OptCacheRemoval> Clear(bool all = false, bool whatIf = false) =>
        _pack.Test.With(w => whatIf ? w.Cache.PlanClear(new CacheClearRequest { All = all }) : w.Cache.Clear(new CacheClearRequest { All = all }));

    private void Write(string name, string content, string options = "")
    {
        _pack.Write("workflow/go.sh", "true");
        var file = _pack.Write($"data/{name}", content);
        _pack.Write("data/data.yml", $"items: [{{ target: {name}, source: data/{name}, sha256: {BackpackWorkspace.Sha256(file)}{options} }}]");
    }
}
