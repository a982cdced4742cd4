using System.Globalization;
using System.Text;
using OptAIC.Engine;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Benchmarks;

/// <summary>Creating instances, and the overhead of a flow inside a running plan: a trivial flow, every write durable.</summary>
internal static class StoreFigures
{
    private const int Instances = 200;

    public static void Report(ScratchFolder folder, string? runner)
    {
        var options = new WorkspaceOptions { Root = folder.Combine("workspace"), Runner = runner };
        File.WriteAllText(folder.Combine("prices.csv"), Prices());
        using (var workspace = Workspace.Initialize(options))
        {
            workspace.Instances.Create(new InstanceRequest { SpecText = "{name: prices, definition: builtin.csv, config: {path: prices.csv}}", BaseDirectory = folder.Path });
            Timing.Print("create an instance", Timing.Median(Instances, i => Create(workspace, i)), "goal: under 12 ms");
        }

        using var context = WorkspaceContext.Open(options);
        Run(context, new FlowRunRequest { Selectors = ["prices"] });
        var request = new FlowRunRequest { Selectors = ["type:PortfolioOptimizerInstance"], Force = true };
        var total = Timing.Median(3, _ => Run(context, request));
        Timing.Print("flow inside a running plan, one at a time, all durable", total / (Instances + 1), "goal: under 6 ms");
    }

    private static void Create(Workspace workspace, int i) => workspace.Instances.Create(new InstanceRequest
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"weights{i + 1}"),
        Definition = "builtin.equal_weight",
        Upstream = ["input=prices"],
    });

    private static void Run(WorkspaceContext context, FlowRunRequest request)
    {
        using var active = new ActiveRuns();
        var plan = FlowPlan.Create(new WorkspaceSnapshot(context), request, context.Time.GetUtcNow());
        using var executor = new PlanExecutor(context, plan, active, _ => { }, jobs: 1);
        var result = executor.RunAsync(CancellationToken.None).GetAwaiter().GetResult();
        if (result.Steps.FirstOrDefault(s => s.Outcome != StepOutcome.Completed) is { } bad)
        {
            throw new InvalidOperationException($"{bad.Instance}: {bad.Outcome} {bad.Message}");
        }
    }

    // Enough rows for the optimiser's default lookback.
    private static string Prices()
    {
        var csv = new StringBuilder("date,symbol,close\n");
        var date = new DateOnly(2020, 1, 1);
        for (var t = 0; t < 300; t++)
        {
            foreach (var (symbol, price) in (ReadOnlySpan<(string, double)>)[("A", 100 + t), ("B", 50 + (t % 7)), ("C", 10 + (t % 3))])
            {
                csv.Append(CultureInfo.InvariantCulture, $"{date.AddDays(t):yyyy-MM-dd},{symbol},{price}\n");
            }
        }

        return csv.ToString();
    }
}
