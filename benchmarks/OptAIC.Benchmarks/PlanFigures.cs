using System.Diagnostics;
using System.Globalization;
using System.Text;
using OptAIC.Engine;
using OptAIC.Engine.Documents;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Registry;
using OptAIC.Engine.Sources;
using OptAIC.Engine.Workspaces;
using OptAIC.Lineage;
using OptAIC.Model;

namespace OptAIC.Benchmarks;

/// <summary>
/// Finding out that there is nothing to do: reading the registry, looking at the source files, judging every flow, planning. Beside it what ninja needs
/// to find the same of files in a graph of the same shape: layers of a tenth of the flows each, every flow after two of the layer before.
/// </summary>
internal static class PlanFigures
{
    private const int Layers = 10;

    private static readonly string Definition = Digest.Of("definition");

    public static void Report(ScratchFolder folder)
    {
        Report(folder, 10_000, "goal: under 60 ms");
        Report(folder, 100_000, "goal: under 700 ms");
    }

    private static void Report(ScratchFolder folder, int flows, string goal)
    {
        var root = folder.Combine($"plan{flows}");
        var options = new WorkspaceOptions { Root = root };
        Workspace.Initialize(options).Dispose();
        var sources = Sources(Path.Combine(root, "sources"), flows / Layers);
        using (var context = WorkspaceContext.Open(options))
        {
            Fill(context, flows, sources);
        }

        // The registry is read anew each time, as a call of the command line reads it; the process itself is warm.
        Print(flows, "plan over {0:N0} flows, nothing to do", Timing.Median(7, _ =>
        {
            using var context = WorkspaceContext.Open(options);
            var plan = FlowPlan.Create(new WorkspaceSnapshot(context), new FlowRunRequest { Selectors = ["*"] }, DateTimeOffset.UtcNow);
            if (plan.HasWork || plan.Steps.Count != flows)
            {
                throw new InvalidOperationException($"{plan.Steps.First(s => s.Reasons.Count > 0).Reasons[0]}");
            }
        }), goal);
        Listing(options, flows);
        Ninja(folder, flows);
    }

    private static void Listing(WorkspaceOptions options, int flows)
    {
        var first = new List<double>();
        Print(flows, "list {0:N0} instances, without statuses", Timing.Median(7, _ =>
        {
            using var workspace = Workspace.Open(options);
            var start = Stopwatch.GetTimestamp();
            var count = 0;
            foreach (var instance in workspace.Instances.Entries())
            {
                if (count++ == 0)
                {
                    first.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }

            if (count != flows)
            {
                throw new InvalidOperationException($"{count} instances are listed");
            }
        }), flows == 100_000 ? "goal: under 600 ms" : "");
        Timing.Print("  the first of them", first.Order().ElementAt(first.Count / 2), "goal: within 50 ms");
    }

    private static void Print(int flows, string what, double milliseconds, string goal) => Timing.Print(string.Format(CultureInfo.InvariantCulture, what, flows), milliseconds, goal);

    private static string[] Sources(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        var files = new string[count];
        for (var i = 0; i < count; i++)
        {
            files[i] = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i}.csv"));
            File.WriteAllText(files[i], "date,symbol,close\n");
        }

        return files;
    }

    private static void Fill(WorkspaceContext context, int flows, string[] sources)
    {
        var width = flows / Layers;
        var keys = Enumerable.Range(0, flows).Select(_ => new FlowKey(Guid.CreateVersion7(), FlowKind.Refresh)).ToArray();
        context.Registry.InOneTransaction(() =>
        {
            for (var i = 0; i < flows; i++)
            {
                int[] upstream = i < width ? [] : [i - width, i - (i % width) - width + ((i + 1) % width)];
                context.Registry.Put(Row(i, keys, upstream.Distinct().ToArray(), i < width ? sources[i] : null), [], []);
            }
        });
    }

    private static InstanceRow Row(int number, FlowKey[] keys, int[] upstream, string? source) => new()
    {
        Id = keys[number].Instance,
        Name = string.Create(CultureInfo.InvariantCulture, $"flow{number}"),
        Type = InstanceType.DatasetInstance,
        Definition = "builtin.csv@1.0.0",
        DefinitionHash = Definition,
        ConfigHash = Version(-number),
        Directory = string.Create(CultureInfo.InvariantCulture, $"oi_flow{number}"),
        Generation = 1,
        CreatedAt = DateTimeOffset.UtcNow,
        Upstream = [.. upstream.Select(u => new LineageEdge(keys[u], keys[number], EdgeKind.DataDependency, "input"))],
        Flows =
        [
            new FlowRow
            {
                Key = keys[number],
                Handle = keys[number].Instance,
                Policy = new FlowPolicy { Source = source is null ? [] : [source] },
                LastCompleted = new CompletedSnapshot(new()
                {
                    RunId = keys[number].Instance,
                    EndedAt = DateTimeOffset.UtcNow,
                    DataVersion = Version(number),
                    DefinitionHash = Definition,
                    ConfigHash = Version(-number),
                    InputVersions = upstream.ToDictionary(u => keys[u], Version),
                })
                {
                    Source = source is null ? null : new SourceFingerprint(Version(number), SourceFiles.Describe([source], CancellationToken.None)),
                },
            },
        ],
    };

    private static string Version(int number) => Digest.Of(number.ToString(CultureInfo.InvariantCulture));

    private static void Ninja(ScratchFolder folder, int flows)
    {
        if (External.Find("ninja") is not { } ninja)
        {
            Console.WriteLine("ninja is not on the PATH: nothing to compare the plan with");
            return;
        }

        var (graph, width) = (folder.Combine($"ninja{flows}"), flows / Layers);
        Directory.CreateDirectory(graph);
        var build = new StringBuilder("rule t\n command = touch $out\n");
        for (var i = 0; i < flows; i++)
        {
            var inputs = i < width ? FormattableString.Invariant($"s{i}") : FormattableString.Invariant($"o{i - width} o{i - (i % width) - width + ((i + 1) % width)}");
            build.Append(CultureInfo.InvariantCulture, $"build o{i}: t {inputs}\n");
        }

        File.WriteAllText(Path.Combine(graph, "build.ninja"), build.ToString());
        var old = DateTime.UtcNow.AddHours(-1);
        for (var i = 0; i < flows; i++)
        {
            if (i < width)
            {
                File.WriteAllText(Path.Combine(graph, $"s{i}"), "");
                File.SetLastWriteTimeUtc(Path.Combine(graph, $"s{i}"), old);
            }

            File.WriteAllText(Path.Combine(graph, $"o{i}"), "");
            File.SetLastWriteTimeUtc(Path.Combine(graph, $"o{i}"), old.AddMinutes(1 + (i / width)));
        }

        // It takes the commands as those with which the files were made.
        External.Run(ninja, ["-t", "restat"], graph);
        Print(flows, "ninja -n over {0:N0} files in the same shape (a process)", Timing.Median(7, _ => External.Run(ninja, ["-n"], graph)), "");
    }
}
