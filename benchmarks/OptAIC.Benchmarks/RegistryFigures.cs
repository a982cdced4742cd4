using System.Diagnostics;
using System.Globalization;
using OptAIC.Engine;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>Several processes change one registry at the same time, and nothing is lost: what is listed afterwards, also by a registry that is made anew.</summary>
internal static class RegistryFigures
{
    private const int Processes = 8;
    private const int Changes = 500;

    public static void Report(ScratchFolder folder)
    {
        var options = new WorkspaceOptions { Root = folder.Combine("changed") };
        Workspace.Initialize(options).Dispose();
        var start = Stopwatch.GetTimestamp();
        var changers = Enumerable.Range(0, Processes).Select(n => Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["change", options.Root!, n.ToString(CultureInfo.InvariantCulture)]))!).ToList();
        changers.ForEach(c => c.WaitForExit());
        var elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var expected = Enumerable.Range(0, Processes).SelectMany(Left).Order(StringComparer.Ordinal).ToList();
        var isWhole = changers.TrueForAll(c => c.ExitCode == 0) && expected.SequenceEqual(Listed(options));
        File.Delete(Path.Combine(options.Root!, "registry.db"));
        isWhole &= expected.SequenceEqual(Listed(options));
        Timing.Print(
            $"{Processes} processes with {Changes} changes of one registry each: a change", elapsed / (Processes * Changes),
            isWhole ? $"{expected.Count} instances listed as they must be, before and after the registry was made anew" : throw new InvalidOperationException("something was lost"));
    }

    /// <summary>Makes the changes of one process: an instance is made, tagged, renamed, and then changed once more or, every other one, removed.</summary>
    public static void Change(string root, int process)
    {
        using var workspace = Workspace.Open(new WorkspaceOptions { Root = root });
        for (var i = 0; i < Changes; i++)
        {
            var name = Name(process, i / 4);
            switch (i % 4)
            {
                case 0:
                    workspace.Instances.Create(new InstanceRequest { Name = name, Definition = "builtin.csv", Config = ["path=/nowhere.csv"] });
                    break;
                case 1:
                    workspace.Instances.Set(name, new InstanceRequest { Tags = ["changed"] });
                    break;
                case 2:
                    workspace.Instances.Rename(name, name + "r");
                    break;
                default:
                    if (i / 4 % 2 == 1)
                    {
                        workspace.Instances.Remove(name + "r");
                    }
                    else
                    {
                        workspace.Instances.Set(name + "r", new InstanceRequest { Config = ["path=/elsewhere.csv"] });
                    }

                    break;
            }
        }
    }

    private static IEnumerable<string> Left(int process) => Enumerable.Range(0, Changes / 4).Where(i => i % 2 == 0).Select(i => Name(process, i) + "r");

    private static string Name(int process, int number) => string.Create(CultureInfo.InvariantCulture, $"p{process}_{number}");

    private static IEnumerable<string> Listed(WorkspaceOptions options)
    {
        using var workspace = Workspace.Open(options);
        return [.. workspace.Instances.List().Where(i => i.Tags.SequenceEqual(["changed"]) && i.Generation == 4).Select(i => i.Name).Order(StringComparer.Ordinal)];
    }
}
