using OptAIC.Engine.Documents;
using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Tests.Flows;
using OptAIC.Freshness;
using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Execution;

public sealed class RetryTests : IDisposable
{
    // Fails twice, then does its work: a file in the sandbox counts.
    private const string FailsTwice = """
        echo x >> count
        n=$(wc -l < count)
        echo "this is try $n"
        [ "$n" -ge 3 ] || { echo "not yet" >&2; exit 7; }
        echo done > "$OPTAIC_OUTPUT/result"
        """;

    private readonly CommandWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [ShellFact]
    public void A_failed_attempt_is_followed_by_another_one_of_the_same_run_with_its_own_log()
    {
        _test.Create(FailsTwice, spec: "retry_policy: {max_retries: 3, delay: 10ms}");

        var run = _test.Run();

        Assert.Equal((RunStatus.Completed, 3), (run.Status, run.Attempt));
        Assert.Equal(["command_failed", "command_failed"], run.EarlierAttempts.Select(a => a.ErrorType));
        Assert.Contains("this is try 1", File.ReadAllText(Path.Combine(run.EarlierAttempts[0].LogPath, "stdout")), StringComparison.Ordinal);
        Assert.Contains("not yet", File.ReadAllText(Path.Combine(run.EarlierAttempts[1].LogPath, "stderr")), StringComparison.Ordinal);
        Assert.Contains("this is try 3", _test.Log(run), StringComparison.Ordinal);
        Assert.Single(_test.Test.With(w => w.Runs.List()));
        Assert.Equal(3, _test.Record().GetProperty("attempt").GetInt32());
        Assert.Equal(3, _test.Context(run).GetProperty("attempt").GetInt32());
    }

    [ShellFact]
    public void When_no_retry_is_left_the_run_has_failed_with_the_last_error()
    {
        _test.Create(FailsTwice, more: "flow_specs: [{flow_kind: run, retry_policy: {max_retries: 1}}]");

        var run = _test.Run();

        Assert.Equal((RunStatus.Failed, 2, 7), (run.Status, run.Attempt, run.ExitCode));
        Assert.Equal(FlowStatus.Error, _test.Test.Flow("c").Status);
    }

    [ShellFact]
    public void A_flag_counts_before_the_instance_and_the_instance_before_its_definition()
    {
        _test.Create(FailsTwice, more: "flow_specs: [{flow_kind: run, retry_policy: {max_retries: 9}, timeout: 1h, overlap: join}]", spec: "retry_policy: {max_retries: 0}");

        Assert.Equal(1, _test.Run().Attempt);
        _test.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("c")], Force = true, MaxRetries = 1 });

        var last = _test.Test.With(w => w.Runs.Get("c"));
        Assert.Equal((RunStatus.Completed, 2), (last.Status, last.Attempt));
        var flow = InstanceFolder.Document(new InstancePaths(_test.Test.DirectoryOf("c"))).Flows[0];
        Assert.Equal((3600, OptAIC.Definitions.OverlapPolicy.Join, 0), (flow.TimeoutSeconds, flow.Overlap, flow.RetryPolicy!.MaxRetries));
    }

    [ShellFact]
    public void A_timeout_is_tried_again_and_each_attempt_has_all_of_it()
    {
        _test.Create("[ -e count ] || { touch count; sleep 20; }\necho ok > \"$OPTAIC_OUTPUT/result\"", spec: "timeout: 300ms, retry_policy: {max_retries: 1}");

        var run = _test.Run();

        Assert.Equal((RunStatus.Completed, 2, "timeout"), (run.Status, run.Attempt, run.EarlierAttempts[0].ErrorType));
    }

    [Fact]
    public void What_no_repetition_mends_is_not_tried_again()
    {
        _test.Test.Create("{name: prices, definition: builtin.csv, config: {path: prices.csv}, retry_policy: {max_retries: 5}, guardrail_contracts: [{kind: dataset.coverage, config: {min_rows: 99}}]}");
        _test.Test.Refresh("prices");

        var run = _test.Run("prices");

        Assert.Equal((RunStatus.Failed, "contract", 1), (run.Status, run.ErrorType, run.Attempt));
        Assert.Empty(run.EarlierAttempts);
    }

    [ShellFact]
    public async Task A_run_that_waits_for_its_next_attempt_is_stopped_at_once()
    {
        _test.Create("exit 1", spec: "retry_policy: {max_retries: 5, delay: 1h}");
        var running = Task.Run(() => _test.Test.Run(new FlowRunRequest { Targets = [new FlowTarget("c")] }));
        await Until(() => _test.Test.With(w => w.Runs.List()) is [{ Status: RunStatus.Running }] && _test.Record().GetProperty("attempt").GetInt32() == 2);

        using var workspace = _test.Test.Open();
        var began = Environment.TickCount64;
        var stopped = await workspace.Flows.StopAsync(new FlowTarget("c"));

        Assert.Equal("stopped", stopped.Outcome);
        Assert.InRange(Environment.TickCount64 - began, 0, 5000);
        Assert.Equal(StepOutcome.Cancelled, (await running).Steps[0].Outcome);
        Assert.Equal(RunStatus.Cancelled, _test.Test.With(w => w.Runs.Get("c")).Status);
    }

    [ShellFact]
    public void A_runner_that_dies_between_two_attempts_leaves_a_lost_run_and_the_next_start_begins_anew()
    {
        _test.Create(FailsTwice, spec: "retry_policy: {max_retries: 1}");
        var paths = new InstancePaths(_test.Test.DirectoryOf("c"));
        var failed = DocumentFile.Read(paths.RunRecord(_test.Run().Id), DocumentJson.Default.RunRecord);
        var between = failed with
        {
            Id = Guid.CreateVersion7(),
            Status = RunStatus.Running,
            EndedAt = null,
            Error = null,
        };
        using (var context = OptAIC.Engine.Workspaces.WorkspaceContext.Open(_test.Test.Options))
        {
            context.Registry.RunBegins(between);
        }

        DocumentFile.Write(paths.RunRecord(between.Id), between, DocumentJson.Default.RunRecord, OptAIC.Engine.Files.Durability.Truth);
        Assert.Equal("lost", _test.Test.With(w => w.Runs.Get(between.Id.ToString())).ErrorType);
        var next = _test.Run();

        Assert.Equal((RunStatus.Completed, 1), (next.Status, next.Attempt));
        var lost = _test.Test.With(w => w.Runs.Get(between.Id.ToString()));
        Assert.Equal((RunStatus.Failed, "lost", 2, 1), (lost.Status, lost.ErrorType, lost.Attempt, lost.EarlierAttempts.Count));
    }

    private static async Task Until(Func<bool> holds)
    {
        for (var began = Environment.TickCount64; !holds(); await Task.Delay(20))
        {
            Assert.InRange(Environment.TickCount64 - began, 0, 10_000);
        }
    }
}
