using OptAIC.Definitions;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class OverlapTests : IDisposable
{
    // Ends when the file 'go' is there; says which run came.
    private const string Waits = """
        while [ ! -e go ]; do sleep 0.05; done
        echo "$OPTAIC_RUN_ID" >> order
        echo x > "$OPTAIC_OUTPUT/result"
        """;

    private readonly CommandWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [ShellFact]
    public async Task While_a_flow_runs_a_start_fails_is_skipped_or_joins()
    {
        _test.Create(Waits);
        var first = Start(new FlowRunRequest());
        await Running();

        var fail = Start(new FlowRunRequest { Overlap = OverlapPolicy.Fail });
        var skip = Start(new FlowRunRequest { Overlap = OverlapPolicy.Skip });
        var join = await Waiting(new FlowRunRequest { Overlap = OverlapPolicy.Join });
        var forcedJoin = await Waiting(new FlowRunRequest { Overlap = OverlapPolicy.Join, Force = true });
        var busy = Assert.Single((await fail).Steps);
        Assert.Equal(StepOutcome.Busy, busy.Outcome);
        Assert.Contains("busy: run", busy.Message, StringComparison.Ordinal);
        Assert.Equal(StepOutcome.Skipped, Assert.Single((await skip).Steps).Outcome);
        Go();

        Assert.Equal(StepOutcome.Completed, Assert.Single((await first).Steps).Outcome);
        Assert.Equal((StepOutcome.Skipped, "already ready"), Said(await join));
        Assert.StartsWith("joined run", Said(await forcedJoin).Message, StringComparison.Ordinal);
        Assert.Single(_test.Test.With(w => w.Runs.List()));
        Assert.Contains("\"flow.skipped\"", File.ReadAllText(Path.Combine(_test.Test.Root, "activity.jsonl")), StringComparison.Ordinal);
    }

    [ShellFact]
    public async Task Queued_starts_run_one_after_the_other_in_the_order_in_which_they_came()
    {
        _test.Create(Waits, spec: "overlap: queue");
        var starts = new List<Task<PlanResult>> { Start(new FlowRunRequest { Force = true }) };
        await Running();
        for (var n = 1; n <= 3; n++)
        {
            starts.Add(Start(new FlowRunRequest { Force = true }));
            await Until(() => Tickets().Length == n);
        }

        Go();
        var results = await Task.WhenAll(starts);

        Assert.All(results, r => Assert.Equal(StepOutcome.Completed, r.Steps[0].Outcome));
        Assert.Equal(results.Select(r => r.Steps[0].Run.ToString()), File.ReadAllLines(InWorkflow("order")));
        Assert.Empty(Tickets());
    }

    [ShellFact]
    public async Task A_start_that_waits_for_its_turn_is_sent_away_when_the_flow_is_stopped()
    {
        _test.Create(Waits);
        var first = Start(new FlowRunRequest());
        await Running();
        var queued = Start(new FlowRunRequest { Overlap = OverlapPolicy.Queue });
        await Until(() => Tickets().Length == 1);

        using var workspace = _test.Test.Open();
        await workspace.Flows.StopAsync(new FlowTarget("c"));

        Assert.Equal(StepOutcome.Cancelled, (await first).Steps[0].Outcome);
        Assert.Equal(StepOutcome.Cancelled, (await queued).Steps[0].Outcome);
        Assert.Single(_test.Test.With(w => w.Runs.List()));
    }

    [ShellFact]
    public async Task A_waiting_start_is_cancelled_at_once()
    {
        _test.Create(Waits);
        var first = Start(new FlowRunRequest());
        await Running();
        using var cancel = new CancellationTokenSource();
        var joined = Task.Run(() => _test.Test.Run(Target(new FlowRunRequest { Overlap = OverlapPolicy.Join }), cancel.Token));
        await Task.Delay(300);
        var began = Environment.TickCount64;
        await cancel.CancelAsync();

        Assert.Equal(StepOutcome.NotRun, (await joined).Steps[0].Outcome);
        Assert.InRange(Environment.TickCount64 - began, 0, 5000);
        Go();
        await first;
    }

    private Task<PlanResult> Start(FlowRunRequest request) => Task.Run(() => _test.Test.Run(Target(request)));

    // Starts it, and returns once it waits for the run that is under way.
    private async Task<Task<PlanResult>> Waiting(FlowRunRequest request)
    {
        var waits = new TaskCompletionSource();
        var result = Task.Run(() => _test.Test.Run(Target(request), report: news =>
        {
            if (news.Kind == PlanProgressKind.Waiting)
            {
                waits.TrySetResult();
            }
        }));
        Assert.Same(waits.Task, await Task.WhenAny(waits.Task, result));
        return result;
    }

    private static FlowRunRequest Target(FlowRunRequest request) => request with { Targets = [new FlowTarget("c")] };

    private static (string? Outcome, string? Message) Said(PlanResult result) => (result.Steps[0].Outcome, result.Steps[0].Message);

    private void Go() => File.WriteAllText(InWorkflow("go"), "");

    private string InWorkflow(string file) => Path.Combine(_test.Test.DirectoryOf("c"), "workflow", file);

    private string[] Tickets() => Path.Combine(_test.Test.DirectoryOf("c"), "metadata", "queue") is var folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder).Where(f => !f.EndsWith(".optaic-tmp", StringComparison.Ordinal))]
        : [];

    private Task Running() => Until(() => _test.Test.With(w => w.Runs.List()) is [{ Status: RunStatus.Running }]);

    private static async Task Until(Func<bool> holds)
    {
        for (var began = Environment.TickCount64; !holds(); await Task.Delay(20))
        {
            Assert.InRange(Environment.TickCount64 - began, 0, 20_000);
        }
    }
}
