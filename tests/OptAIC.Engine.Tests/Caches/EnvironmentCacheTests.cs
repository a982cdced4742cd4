using OptAIC.Engine.Environments;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Environments;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Workspaces;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Caches;

/// <summary>Environments in the cache: who refers to them, and what clearing takes away.</summary>
public sealed class EnvironmentCacheTests : IDisposable
{
    private readonly EnvironmentPack _env = new();

    public void Dispose() => _env.Dispose();

    [ShellFact]
    public void An_environment_belongs_to_those_for_whom_it_was_prepared_last_and_to_whoever_has_had_none_yet()
    {
        _env.Pack.Prepare();
        _env.Run();
        _env.Pack.Create("later");
        var entry = Assert.Single(List());
        Assert.Equal(("command", true), (entry.Source, entry.IsComplete));
        Assert.Equal(["later", "pack"], entry.Instances);
        _env.Pack.Test.With(w => w.Instances.Create(new InstanceRequest { Backpack = _env.Pack.Path, Name = "waiting", SkipEnvironment = true }));

        var make = Path.Combine(_env.Pack.Path, "software", "make.sh");
        File.WriteAllText(make, File.ReadAllText(make).Replace("one", "two", StringComparison.Ordinal));
        _env.Pack.Prepare();
        _env.Run();

        Assert.Equal(["later, waiting", "pack, waiting"], List().Select(e => string.Join(", ", e.Instances)).Order(StringComparer.Ordinal));
        _env.Pack.Test.With(w => w.Instances.Remove("later"));
        _env.Pack.Test.With(w => w.Instances.Remove("waiting"));
        Assert.Equal((entry.Key, "used by pack"), (Assert.Single(Clear(), r => r.IsRemoved).Key, Assert.Single(Clear()).KeptBecause));
        Assert.Equal("two\n", EnvironmentPack.Said(_env.Run()));
        Assert.Equal(2, _env.Times);
    }

    [ShellFact]
    public void One_that_is_cleared_though_it_is_referred_to_is_made_anew()
    {
        _env.Pack.Prepare();
        _env.Run();

        Assert.True(Assert.Single(Clear(all: true)).IsRemoved);

        Assert.Empty(List());
        Assert.Equal(("one\n", 2), (EnvironmentPack.Said(_env.Run()), _env.Times));
    }

    [ShellFact]
    public void One_that_was_left_half_built_is_told_and_goes_and_one_that_is_used_stays()
    {
        _env.Pack.Prepare();
        _env.Run();
        using var context = WorkspaceContext.Open(_env.Pack.Test.Options);
        var cache = new EnvironmentCache(context.Paths);
        Directory.CreateDirectory(Path.Combine(cache.Folder("half").BuildOf("x"), "bin"));
        var manifest = _env.Environments[0];

        using (cache.Folder(manifest.Key).TryUse(manifest))
        {
            Assert.Equal([("half", false), (manifest.Key, true)], List().OrderBy(e => e.IsComplete).Select(e => (e.Key, e.IsComplete)));
            Assert.Equal([(manifest.Key, "somebody makes or uses it at this moment"), ("half", null)], Clear(all: true).OrderBy(r => r.IsRemoved).Select(r => (r.Key, r.KeptBecause)));
        }

        Assert.Equal(manifest.Key, Assert.Single(List()).Key);
    }

    private IReadOnlyList<OptCacheEntry> List() => _env.Pack.Test.With(w => w.Cache.List(kind: CacheKind.Environment));

    private IReadOnlyList<OptCacheRemoval> Clear(bool all = false) => _env.Pack.Test.With(w => w.Cache.Clear(new CacheClearRequest { All = all }));
}
