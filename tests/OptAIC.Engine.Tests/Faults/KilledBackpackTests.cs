using OptAIC.Engine.Tests.Files;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Faults;

/// <summary>A process that brings files into a sandbox, or back from it, is killed right before its writes.</summary>
public sealed class KilledBackpackTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly KillProof _proof;

    public KilledBackpackTests()
    {
        _proof = new KillProof(_folder);
        _folder.Write("pack/workflow/go.sh", "cat in");
        _folder.Write("pack/data/in", Content);
        _folder.Write("pack/data/data.yml", "items: [{ target: in, source: data/in }]");
    }

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public Task A_fetch_of_data_leaves_a_file_whole_or_not_there_and_the_next_fetch_sees_to_it() => _proof.OfAsync(
        prepare: w => w.Instances.Create(new Facade.InstanceRequest { Backpack = _folder["pack"], SkipData = true }),
        change: ["fetch", "pack"],
        isOld: w => w.Data.Verify("pack").Single().Status == "not_fetched" && IsWholeOrMissing(w),
        isNew: w => w.Data.Verify("pack").Single().Status == "whole" && IsWholeOrMissing(w));

    [LinuxFact]
    public Task A_clearing_of_the_cache_leaves_entries_whole_or_gone()
    {
        _folder.Write("pack/data/other", "other");
        _folder.Write("pack/data/data.yml", "items: [{ target: in, source: data/in }, { target: other, source: data/other }]");
        return _proof.OfAsync(
            prepare: w =>
            {
                w.Instances.Create(new Facade.InstanceRequest { Backpack = _folder["pack"] });
                w.Instances.Remove("pack");
            },
            change: ["clear"],
            isOld: w => w.Cache.List() is { Count: > 0 } left && left.All(e => e.IsComplete),
            isNew: w => w.Cache.List().Count == 0);
    }

    [LinuxFact]
    public Task An_environment_is_whole_or_not_there_and_the_next_preparation_makes_it()
    {
        _folder.Write("pack/software/environment.yml", "engine: command\nscope: instance\ncommand: [/bin/sh, make.sh, '${env.dir}']\n");
        _folder.Write("pack/software/make.sh", "echo begun > \"$1/file\"; echo whole > \"$1/file\"");
        return _proof.OfAsync(
            prepare: w => w.Instances.Create(new Facade.InstanceRequest { Backpack = _folder["pack"], SkipData = true, SkipEnvironment = true }),
            change: ["prepare", "pack"],
            isOld: w => !File.Exists(Path.Combine(Environment(w), "manifest.json")),
            isNew: w => new Engine.Environments.EnvironmentFolder(Environment(w)).Read() is { } made && File.ReadAllText(Path.Combine(made.Path, "file")) == "whole\n");
    }

    [LinuxFact]
    public async Task A_sync_leaves_every_file_old_or_new_and_is_finished_by_the_next()
    {
        void Changed(Workspace workspace)
        {
            var made = workspace.Instances.Create(new Facade.InstanceRequest { Backpack = _folder["pack"] });
            File.WriteAllText(Path.Combine(made.Path, "workflow", "go.sh"), "changed");
            File.WriteAllText(Path.Combine(made.Path, "workflow", "made"), "made");
        }

        string Source(string root)
        {
            foreach (var file in Directory.EnumerateFiles(_folder["pack"], "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(root, "source", Path.GetRelativePath(_folder["pack"], file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }

            return Path.Combine(root, "source");
        }

        var undisturbed = _proof.Prepared("undisturbed", Changed);
        var steps = await KillProof.StepsAsync(undisturbed, ["sync", "pack", Source(undisturbed)]);
        await Parallel.ForEachAsync(Enumerable.Range(1, steps), async (step, cancellation) =>
        {
            var root = _proof.Prepared($"sync{step}", Changed);
            var source = Source(root);
            var last = await KillProof.KillAsync(root, step, ["sync", "pack", source]);
            Assert.True(File.ReadAllText(Path.Combine(source, "workflow", "go.sh")) is "cat in" or "changed", last);
            Assert.True(!File.Exists(Path.Combine(source, "workflow", "made")) || File.ReadAllText(Path.Combine(source, "workflow", "made")) == "made", last);
            using var again = Workspace.Open(new WorkspaceOptions { Root = root });
            KillProof.Healthy(again, last);
            Assert.DoesNotContain(again.Upkeep.Sync("pack", source, cancellation: cancellation), f => f.Action == "conflict");
            Assert.Equal("changed", File.ReadAllText(Path.Combine(source, "workflow", "go.sh")));
            Assert.Equal("made", File.ReadAllText(Path.Combine(source, "workflow", "made")));
        });
    }

    private static string Environment(Workspace workspace) => Path.Combine(workspace.Instances.Get("pack").Path, "env");

    private static string Content => new('x', 10_000);

    private static bool IsWholeOrMissing(Workspace workspace) =>
        Path.Combine(workspace.Instances.Get("pack").Path, "workflow", "in") is var file && (!File.Exists(file) || File.ReadAllText(file) == Content);
}
