using System.Globalization;
using System.Text;
using OptAIC.Engine;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>
/// A thousand trivial flows, each with a durable record of its run and its output published durably: side by side, and one after the other. Beside it make and
/// Snakemake with as many files, which write nothing down and flush nothing.
/// </summary>
internal static class FlowFigures
{
    private const int Flows = 1000;

    public static void Report(ScratchFolder folder)
    {
        var options = new WorkspaceOptions { Root = folder.Combine("flows") };
        File.WriteAllText(folder.Combine("tiny.csv"), "date,symbol,close\n2024-01-01,A,1\n2024-01-02,A,2\n2024-01-03,A,4\n");
        using (var workspace = Workspace.Initialize(options))
        {
            workspace.Instances.Create(new InstanceRequest { SpecText = "{name: prices, definition: builtin.csv, config: {path: tiny.csv}}", BaseDirectory = folder.Path });
            for (var i = 0; i < Flows; i++)
            {
                Create(workspace, $"side{i}", "builtin.expression", ["expression=close", "output=close"], "prices");
                Create(workspace, $"chain{i}", "builtin.expression", ["expression=close", "output=close"], i == 0 ? "prices" : $"chain{i - 1}");
            }
        }

        using var context = WorkspaceContext.Open(options);
        Run(context, ["prices"], 1, 1);
        var (independent, processor) = Run(context, ["side*"], Flows, 2);
        Timing.Print(
            string.Create(CultureInfo.InvariantCulture, $"{Flows:N0} independent flows, two at a time: each"), independent / Flows,
            string.Create(CultureInfo.InvariantCulture, $"{Flows / independent * 1000:0} per second, {processor / Flows:0.0} ms of a processor; goal: at least 300"));
        (var chained, processor) = Run(context, ["chain*"], Flows, 2);
        Timing.Print(
            string.Create(CultureInfo.InvariantCulture, $"{Flows:N0} chained flows: each"), chained / Flows,
            string.Create(CultureInfo.InvariantCulture, $"{processor / Flows:0.0} ms of a processor; goal: under 4 ms"));
        Others(folder);
    }

    private static void Create(Workspace workspace, string name, string definition, IReadOnlyList<string> config, string upstream) =>
        workspace.Instances.Create(new InstanceRequest { Name = name, Definition = definition, Config = config, Upstream = [$"input={upstream}"] });

    private static (double Elapsed, double Processor) Run(WorkspaceContext context, IReadOnlyList<string> selectors, int flows, int jobs)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        using var active = new ActiveRuns();
        var plan = FlowPlan.Create(new WorkspaceSnapshot(context), new FlowRunRequest { Selectors = selectors }, context.Time.GetUtcNow());
        using var executor = new PlanExecutor(context, plan, active, _ => { }, jobs);
        var result = executor.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        return result.Steps.Count == flows && result.Steps.All(s => s.Outcome == StepOutcome.Completed)
            ? (System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds)
            : throw new InvalidOperationException($"{result.Steps.First(s => s.Outcome != StepOutcome.Completed).Message}");
    }

    private static void Others(ScratchFolder folder)
    {
        foreach (var shape in (string[])["independent", "chained"])
        {
            Measure(folder, shape, "make", ["-s", "-j2"], "Makefile", Makefile(shape));
            Measure(folder, shape, "snakemake", ["-j2", "--quiet", "--nolock"], "Snakefile", Snakefile(shape));
        }
    }

    private static void Measure(ScratchFolder folder, string shape, string program, string[] arguments, string file, string text)
    {
        if (External.Find(program) is not { } found)
        {
            Console.WriteLine($"{program} is not on the PATH: {shape} flows are not compared with it");
            return;
        }

        var place = folder.Combine($"{program}-{shape}");
        Directory.CreateDirectory(place);
        File.WriteAllText(Path.Combine(place, file), text);
        File.WriteAllText(Path.Combine(place, "f"), "");
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        External.Run(found, arguments, place);
        Timing.Print($"{program} {string.Join(' ', arguments)}, as many {shape} files: each", System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds / Flows);
    }

    private static string Makefile(string shape)
    {
        var text = new StringBuilder($"all: {string.Join(' ', Enumerable.Range(0, Flows).Select(i => $"f{i}"))}\n");
        for (var i = 0; i < Flows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"f{i}: {(shape == "chained" && i > 0 ? $"f{i - 1}" : "f")}\n\t@cp $< $@\n");
        }

        return text.ToString();
    }

    private static string Snakefile(string shape)
    {
        var text = new StringBuilder($"rule all:\n    input: [f\"f{{i}}\" for i in range({Flows})]\n");
        for (var i = 0; i < Flows; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"rule r{i}:\n    input: \"{(shape == "chained" && i > 0 ? $"f{i - 1}" : "f")}\"\n    output: \"f{i}\"\n    shell: \"cp {{input}} {{output}}\"\n");
        }

        return text.ToString();
    }
}
