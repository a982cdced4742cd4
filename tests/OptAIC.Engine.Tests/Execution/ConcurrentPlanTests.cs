using System.Globalization;
using OptAIC.Engine.Execution;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Queries;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Engine.Workspaces;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>Many plans over the same graph. A lock of the operating system belongs to who opened the file, so callers in one process exclude each other as processes do.</summary>
public sealed class ConcurrentPlanTests
{
    [Fact]
    public async Task Thirty_refreshes_that_all_found_everything_to_do_run_each_flow_once()
    {
        using var test = new TestWorkspace();
        test.CreatePrices();
        test.CreateSignal("left", "prices");
        test.CreateSignal("right", "prices", "close * 3");
        test.Create("{name: both, definition: builtin.expression, config: {expression: left.close + right.close, output: close}, upstream_refs: [{resource: left}, {resource: right}]}");
        var callers = Enumerable.Range(0, 30).Select(_ => new Caller(test.Options)).ToList();
        Assert.All(callers, c => Assert.Equal(4, c.ToRun));

        var results = await Task.WhenAll(callers.Select(c => Task.Run(c.RunAsync)));

        callers.ForEach(c => c.Dispose());
        Assert.Equal(["both", "left", "prices", "right"], test.With(w => w.Runs.List()).Select(r => r.Instance).Order(StringComparer.Ordinal));
        var outcomes = results.SelectMany(r => r.Steps).Select(s => s.Outcome).ToList();
        Assert.Equal((4, 116), (outcomes.Count(o => o == StepOutcome.Completed), outcomes.Count(o => o == StepOutcome.Skipped)));
        Assert.All(test.With(w => w.Flows.List()), f => Assert.Equal(FlowStatus.Ready, f.Status));
    }

    [ShellTheory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Refreshes_that_are_cancelled_at_random_leave_no_process_no_held_guard_and_nothing_running(int seed)
    {
        using var commands = new CommandWorkspace();
        var test = commands.Test;
        string[] names = ["a", "b", "c", "d"];
        foreach (var (name, upstreams) in names.Zip((string[])["", "{resource: a}", "{resource: a}", "{resource: b}, {resource: c}"]))
        {
            commands.Create("echo $$ >> pids\n(sleep 600 & echo $! >> pids; sleep 0.15)\necho done > \"$OPTAIC_OUTPUT/result\"", name: name, spec: $"upstream_refs: [{upstreams}]");
        }

        var random = new Random(seed);
        var callers = Enumerable.Range(0, 8).Select(_ => new Caller(test.Options)).ToList();
        foreach (var caller in callers)
        {
            caller.Cancel.CancelAfter(random.Next(50, 1200));
        }

        await Task.WhenAll(callers.Select(c => Task.Run(c.RunAsync)));

        callers.ForEach(c => c.Dispose());
        Assert.DoesNotContain(test.With(w => w.Flows.List()), f => f.Status is FlowStatus.Running or FlowStatus.Error);
        Assert.All(test.With(w => w.Runs.List()), r => Assert.True(r.Status is RunStatus.Completed or RunStatus.Cancelled, $"{r.Instance} is {r.Status}: {r.Error}"));
        Assert.All(names.SelectMany(n => Pids(test, n)), pid => Assert.False(ProcessIdentity.Of(pid) is { IsAlive: true }, $"process {pid} is left"));
        Assert.All(Directory.EnumerateFiles(test.Root, ".*.guard", SearchOption.AllDirectories), AssertFree);
        Assert.Empty(Directory.EnumerateFiles(test.Root, "*.lock", SearchOption.AllDirectories));
        Assert.All(test.Refresh("*").Steps, s => Assert.True(s.Outcome is StepOutcome.Completed or StepOutcome.Skipped));
        Assert.All(test.With(w => w.Flows.List()), f => Assert.Equal(FlowStatus.Ready, f.Status));
        Assert.Empty(test.With(w => w.Health.Doctor()));
    }

    private static IEnumerable<int> Pids(TestWorkspace test, string name) =>
        Path.Combine(test.DirectoryOf(name), "workflow", "pids") is var file && File.Exists(file) ? File.ReadLines(file).Select(l => int.Parse(l, CultureInfo.InvariantCulture)) : [];

    // Exclusive access is the same lock of the operating system as a guard's.
    private static void AssertFree(string guard) => new FileStream(guard, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();

    /// <summary>Somebody who has made a plan to refresh everything and has yet to run it.</summary>
    private sealed class Caller : IDisposable
    {
        private readonly WorkspaceContext _context;
        private readonly ActiveRuns _active = new();
        private readonly PlanExecutor _executor;

        public Caller(WorkspaceOptions options)
        {
            _context = WorkspaceContext.Open(options);
            var plan = FlowPlan.Create(new WorkspaceSnapshot(_context), new FlowRunRequest { Selectors = ["*"] }, _context.Time.GetUtcNow());
            ToRun = plan.Steps.Count(s => s.Action == OptAIC.Planning.PlanAction.Run);
            _executor = new PlanExecutor(_context, plan, _active, _ => { }, jobs: 2);
        }

        public int ToRun { get; }

        public CancellationTokenSource Cancel { get; } = new();

        public Task<PlanResult> RunAsync() => _executor.RunAsync(Cancel.Token);

        public void Dispose()
        {
            _executor.Dispose();
            _active.Dispose();
            _context.Dispose();
            Cancel.Dispose();
        }
    }
}
