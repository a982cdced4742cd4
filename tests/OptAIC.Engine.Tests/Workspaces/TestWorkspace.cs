using System.Globalization;
using System.Text;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Workspaces;

namespace OptAIC.Engine.Tests.Workspaces;

/// <summary>A workspace in a temporary root, with a small file of prices beside it.</summary>
internal sealed class TestWorkspace : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("optaic-test-").FullName;

    public TestWorkspace()
    {
        WritePrices(days: 5);
        Workspace.Initialize(Options).Dispose();
    }

    public string Root => Path.Combine(_folder, "root");

    public string PricesFile => Path.Combine(_folder, "prices.csv");

    /// <summary>The clock of everything that happens in it.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public WorkspaceOptions Options => new() { Root = Root, Actor = "tester", Time = Time };

    public Workspace Open() => Workspace.Open(Options);

    public T With<T>(Func<Workspace, T> ask)
    {
        using var workspace = Open();
        return ask(workspace);
    }

    public OptInstance Create(string spec) => With(w => w.Instances.Create(new InstanceRequest { SpecText = spec, BaseDirectory = _folder }));

    public OptInstance CreatePrices() => Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}}");

    public OptInstance CreateSignal(string name, string upstream, string expression = "close * 2") =>
        Create($"{{name: {name}, definition: builtin.expression, config: {{expression: '{expression}', output: close}}, upstream_refs: [{{resource: {upstream}}}]}}");

    /// <summary>Registers a definition; files that belong to it may be given.</summary>
    public RegisteredDefinition Register(string definition, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"definition-{Guid.NewGuid():N}")).FullName;
        foreach (var (name, text) in files.Prepend(("definition.yml", definition)))
        {
            File.WriteAllText(Path.Combine(folder, name), text);
        }

        return With(w => w.Definitions.Register(folder));
    }

    public void WritePrices(int days, double factor = 1)
    {
        var csv = new StringBuilder("date,symbol,close\n");
        for (var t = 0; t < days; t++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(t):yyyy-MM-dd},A,{(100 + t) * factor}\n");
            csv.Append(CultureInfo.InvariantCulture, $"{new DateOnly(2024, 1, 1).AddDays(t):yyyy-MM-dd},B,{(50 + (2 * t)) * factor}\n");
        }

        File.WriteAllText(PricesFile, csv.ToString());
    }

    /// <summary>Runs a plan in this process, as the runner does in its own.</summary>
    public PlanResult Run(FlowRunRequest request, CancellationToken cancellation = default) => Run(request, _ => { }, cancellation);

    /// <summary>The same, and tells the news.</summary>
    public PlanResult Run(FlowRunRequest request, Action<PlanProgress> report, CancellationToken cancellation = default)
    {
        using var context = WorkspaceContext.Open(Options);
        using var active = new ActiveRuns();
        var plan = FlowPlan.Create(new WorkspaceSnapshot(context), request, context.Time.GetUtcNow());
        using var executor = new PlanExecutor(context, plan, active, report, jobs: 2);
        return executor.RunAsync(cancellation).GetAwaiter().GetResult();
    }

    public PlanResult Refresh(params string[] selectors) => Run(new FlowRunRequest { Selectors = selectors });

    public Dictionary<string, string> Outcomes(PlanResult result) => result.Steps.ToDictionary(s => s.Instance, s => s.Outcome!);

    public OptFlow Flow(string instance) => With(w => w.Flows.Check(new FlowTarget(instance)).Flow);

    public string DirectoryOf(string instance) => With(w => w.Instances.Get(instance).Path);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
