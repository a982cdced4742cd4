using System.Globalization;
using OptAIC.Engine;
using OptAIC.Engine.Backpacks;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Locks;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>Instances as sandboxes: guards, backpacks, cached data, hashing. Beside them what the machine's own programs need for the same.</summary>
internal static class InstanceFigures
{
    private const long Gigabyte = 1L << 30;

    public static void Report(ScratchFolder folder)
    {
        Guards(folder);
        using var workspace = Workspace.Initialize(new WorkspaceOptions { Root = folder.Combine("instances") });
        Backpack(folder, workspace);
        var large = LargeFile(folder);
        Hashing(large);
        Linked(folder, workspace, large);
    }

    private static void Guards(ScratchFolder folder)
    {
        var guard = folder.Combine(".guard");
        var floor = Timing.Median(1000, _ => File.OpenHandle(guard, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None).Dispose());
        Timing.Print("floor: open a file for oneself alone, and close it", floor);
        var taken = Timing.Median(1000, _ => GuardFile.TryAcquire(guard)!.Dispose());
        Timing.Print("take a guard and free it", taken, string.Create(CultureInfo.InvariantCulture, $"{taken - floor:0.000} ms over the floor; goal: under 0.5"));
    }

    private static void Backpack(ScratchFolder folder, Workspace workspace)
    {
        var pack = folder.Combine("pack");
        Directory.CreateDirectory(Path.Combine(pack, "workflow", "files"));
        File.WriteAllText(Path.Combine(pack, "workflow", "run.sh"), "true\n");
        for (var i = 0; i < 199; i++)
        {
            File.WriteAllText(Path.Combine(pack, "workflow", "files", $"{i}.csv"), new string((char)('a' + (i % 26)), 2000));
        }

        Timing.Print(
            "create an instance from a backpack of 200 files",
            Timing.Median(11, i => workspace.Instances.Create(new InstanceRequest { Backpack = pack, Name = $"pack{i + 1}" })),
            "goal: under 150 ms");
    }

    private static string LargeFile(ScratchFolder folder)
    {
        var path = folder.Combine("large");
        var block = new byte[1 << 24];
        new Random(1).NextBytes(block);
        using var file = File.Create(path);
        for (var written = 0L; written < Gigabyte; written += block.Length)
        {
            file.Write(block);
        }

        file.Flush(flushToDisk: true);
        return path;
    }

    private static void Hashing(string large)
    {
        var ours = Timing.Median(5, _ => HashedCopy.Hash(large, CancellationToken.None));
        var fastest = double.MaxValue;
        foreach (var (program, arguments) in (ReadOnlySpan<(string, string[])>)[("sha256sum", [large]), ("openssl", ["dgst", "-sha256", large])])
        {
            if (External.Find(program) is { } found)
            {
                var theirs = Timing.Median(5, _ => External.Run(found, arguments, Path.GetDirectoryName(large)!));
                fastest = Math.Min(fastest, theirs);
                Timing.Print($"{program}, 1 GiB", theirs);
            }
        }

        Timing.Print("SHA-256 of 1 GiB", ours, string.Create(CultureInfo.InvariantCulture, $"{fastest / ours:P0} of the fastest of them; goal: at least 80 %"));
    }

    private static void Linked(ScratchFolder folder, Workspace workspace, string large)
    {
        var pack = folder.Combine("linked");
        Directory.CreateDirectory(Path.Combine(pack, "workflow"));
        Directory.CreateDirectory(Path.Combine(pack, "data"));
        File.WriteAllText(Path.Combine(pack, "workflow", "run.sh"), "true\n");
        var hash = HashedCopy.Hash(large, CancellationToken.None).Sha256;
        File.WriteAllText(Path.Combine(pack, "data", "data.yml"), $"items:\n  - {{ name: large, target: large, source: '{large}', sha256: {hash}, link: hard }}\n");
        var names = Enumerable.Range(0, 12).Select(i => workspace.Instances.Create(new InstanceRequest { Backpack = pack, Name = $"linked{i}", SkipData = true }).Name).ToArray();
        Timing.Print(
            "put 1 GiB of cached data into a sandbox by a hard link",
            Timing.Median(11, i => workspace.Data.FetchAsync(names[i + 1]).GetAwaiter().GetResult()),
            "goal: under 50 ms");
    }
}
