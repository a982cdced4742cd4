using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Processes;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

/// <summary>A cancelled run is over within a second, whatever it was doing; the limit here allows for a machine that is busy with other tests.</summary>
public sealed class CancellationTests : IDisposable
{
    private const int MostMilliseconds = 2500;
    private const string Tells = "echo $$ > pid.new; mv pid.new pid";

    private readonly CommandWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [ShellTheory]
    [InlineData("sh -c 'sh -c \"echo \\$\\$ > pid.new; mv pid.new pid; sleep 600; true\"; true'\ntrue")]
    [InlineData("sh -c 'sleep 600 & echo $! > pid.new; mv pid.new pid; wait'\ntrue")]
    [InlineData("trap '' INT TERM\nsh -c 'echo $$ > pid.new; mv pid.new pid; while :; do sleep 1; done'\ntrue")]
    public async Task A_program_is_ended_however_deep_it_is_and_whatever_it_does_about_signals(string script)
    {
        _test.Create(script);

        var cancelled = await CancelAsync("c");

        Assert.Equal(StepOutcome.Cancelled, Assert.Single(cancelled.Steps).Outcome);
        Assert.False(IsAlive("c"));
    }

    [ShellFact]
    public async Task A_program_that_is_given_time_ends_in_order()
    {
        _test.Create($"trap 'sleep 0.8; echo saved > saved; exit 0' INT\n{Tells}\nwhile :; do sleep 0.05; done", entry: "stop_grace: 5s");

        var cancelled = await CancelAsync("c");

        Assert.Equal(StepOutcome.Cancelled, Assert.Single(cancelled.Steps).Outcome);
        Assert.True(File.Exists(InWorkflow("c", "saved")));
    }

    [ShellFact]
    public async Task A_fetch_from_a_server_that_never_answers_is_cancelled()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/prices.csv");
        _test.Create($"{Tells}\npython3 -c \"import urllib.request; urllib.request.urlopen('{url}')\" || curl -s {url}", kind: "PipelineDef");
        var accepted = server.AcceptTcpClientAsync();

        var cancelled = await CancelAsync("c", () => accepted.IsCompleted);

        Assert.Equal(StepOutcome.Cancelled, Assert.Single(cancelled.Steps).Outcome);
        (await accepted).Dispose();
    }

    [ShellFact]
    public async Task All_that_a_plan_is_doing_is_cancelled_together_and_what_has_not_begun_does_not_begin()
    {
        foreach (var name in (string[])["a", "b"])
        {
            _test.Create($"{Tells}\nsleep 600 & wait", name: name);
        }

        _test.Create("echo x > \"$OPTAIC_OUTPUT/result\"", name: "last", spec: "upstream_refs: [{resource: a}, {resource: b}]");
        using var cancel = new CancellationTokenSource();
        var plan = Task.Run(() => _test.Test.Run(new FlowRunRequest { Selectors = ["*"] }, cancel.Token));
        await Until(() => File.Exists(InWorkflow("a", "pid")) && File.Exists(InWorkflow("b", "pid")));

        var steps = (await EndAsync(plan, cancel)).Steps.ToDictionary(s => s.Instance, s => s.Outcome);

        Assert.Equal((StepOutcome.Cancelled, StepOutcome.Cancelled, StepOutcome.NotRun), (steps["a"], steps["b"], steps["last"]));
        Assert.False(IsAlive("a") || IsAlive("b"));
        Assert.All(_test.Test.With(w => w.Flows.List()), f => Assert.Equal(FlowStatus.NotInitialized, f.Status));
        Assert.All(_test.Test.With(w => w.Runs.List()), r => Assert.Equal(RunStatus.Cancelled, r.Status));
    }

    [ShellFact]
    public async Task A_flow_is_stopped_by_name_while_others_of_its_plan_go_on()
    {
        _test.Create($"{Tells}\nsleep 600", name: "a");
        _test.Create($"{Tells}\nwhile [ ! -e go ]; do sleep 0.05; done; echo x > \"$OPTAIC_OUTPUT/result\"", name: "b");
        var plan = Task.Run(() => _test.Test.Refresh("*"));
        await Until(() => File.Exists(InWorkflow("a", "pid")) && File.Exists(InWorkflow("b", "pid")));
        using var workspace = _test.Test.Open();
        var began = Environment.TickCount64;

        Assert.Equal("stopped", (await workspace.Flows.StopAsync(new FlowTarget("a"))).Outcome);
        Assert.InRange(Environment.TickCount64 - began, 0, MostMilliseconds);
        Assert.True(IsAlive("b"));
        File.WriteAllText(InWorkflow("b", "go"), "");

        var steps = (await plan).Steps.ToDictionary(s => s.Instance, s => s.Outcome);
        Assert.Equal((StepOutcome.Cancelled, StepOutcome.Completed), (steps["a"], steps["b"]));
    }

    private async Task<PlanResult> CancelAsync(string name, Func<bool>? isAtWork = null)
    {
        using var cancel = new CancellationTokenSource();
        var run = Task.Run(() => _test.Test.Run(new FlowRunRequest { Targets = [new FlowTarget(name)] }, cancel.Token));
        await Until(() => File.Exists(InWorkflow(name, "pid")) && isAtWork?.Invoke() != false);
        return await EndAsync(run, cancel);
    }

    private static async Task<PlanResult> EndAsync(Task<PlanResult> run, CancellationTokenSource cancel)
    {
        var began = Environment.TickCount64;
        await cancel.CancelAsync();
        var result = await run;
        Assert.InRange(Environment.TickCount64 - began, 0, MostMilliseconds);
        return result;
    }

    private bool IsAlive(string name) => ProcessIdentity.Of(int.Parse(File.ReadAllText(InWorkflow(name, "pid")), CultureInfo.InvariantCulture)) is { IsAlive: true };

    private string InWorkflow(string name, string file) => Path.Combine(_test.Test.DirectoryOf(name), "workflow", file);

    private static async Task Until(Func<bool> holds)
    {
        for (var began = Environment.TickCount64; !holds(); await Task.Delay(20))
        {
            Assert.InRange(Environment.TickCount64 - began, 0, 20_000);
        }
    }
}
