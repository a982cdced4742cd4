using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class RunningFlowTests : IDisposable
{
    private readonly SlowFlow _slow = new();

    private Optaic Optaic => _slow.Optaic;

    public void Dispose() => _slow.Dispose();

    [Fact]
    public async Task Of_thirty_processes_that_start_a_flow_at_once_exactly_one_runs_it()
    {
        const int starters = 30;
        var starts = Enumerable.Range(0, starters).Select(_ => Optaic.RunAsync("flow", "start", "slow")).ToList();
        var ended = new List<CommandResult>();
        while (ended.Count < starters - 1)
        {
            var one = await Task.WhenAny(starts);
            starts.Remove(one);
            ended.Add(await one);
        }

        Assert.All(ended, r => Assert.True(r.ExitCode == 5, r.ToString()));
        _slow.Release("1.5");
        Assert.Equal(0, (await starts[0]).ExitCode);
        Assert.Equal(1, Optaic.Json("runs", "list").GetArrayLength());
    }

    [Fact]
    public async Task A_second_start_is_refused_with_the_owner_named_or_joins_as_it_is_told()
    {
        var first = Optaic.RunAsync("flow", "start", "slow");
        _slow.WaitUntilWorking();

        var refused = Optaic.Run("flow", "start", "slow");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("slow.refresh", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Contains("process", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal("running", Optaic.Json("instance", "show", "slow").GetProperty("status").GetString());
        Assert.Equal(0, Optaic.Run("flow", "start", "slow", "--overlap", "skip").ExitCode);
        var joined = Optaic.RunAsync("refresh", "slow");

        _slow.Release("1.5");
        Assert.Equal(0, (await first).ExitCode);
        Assert.Equal(0, (await joined).ExitCode);
        Assert.Equal(1, Optaic.Json("runs", "list").GetArrayLength());
    }

    [Fact]
    public async Task A_killed_runner_costs_nothing_but_its_run()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        _slow.Release("1.5");
        Assert.Equal(0, Optaic.Run("flow", "start", "slow").ExitCode);
        var published = Optaic.Run("data", "read", "slow", "--format", "csv").Output;
        _slow.Hold();
        var start = Optaic.RunAsync("flow", "start", "slow", "--force", "--json");
        var program = _slow.ProgramId;
        var run = _slow.Run();
        UnixSignal.Send(run.GetProperty("process_id").GetInt32(), UnixSignal.Kill);

        var killed = await start;
        Assert.Equal(1, killed.ExitCode);
        Assert.Equal("RunnerFailed", killed.JsonError.GetProperty("id").GetString());
        Assert.Equal(published, Optaic.Run("data", "read", "slow", "--format", "csv").Output);
        var seen = _slow.Run();
        Assert.Equal(("failed", "lost"), (seen.GetProperty("status").GetString(), seen.GetProperty("error_type").GetString()));
        Assert.Equal("error", Optaic.Json("instance", "show", "slow").GetProperty("status").GetString());

        _slow.Release("2.5");
        Assert.Equal(0, Optaic.Run("flow", "start", "slow").ExitCode);
        Assert.Contains("2.5", Optaic.Run("data", "read", "slow", "--format", "csv").Output, StringComparison.Ordinal);
        var written = Optaic.Run("runs", "show", run.GetProperty("id").GetString()!, "--record").Json;
        Assert.Equal(("failed", "lost"), (written.GetProperty("status").GetString(), written.GetProperty("error").GetProperty("type").GetString()));
        Assert.False(UnixSignal.IsAlive(program));
    }

    [Theory]
    [InlineData(UnixSignal.Interrupt)]
    [InlineData(UnixSignal.Terminate)]
    public async Task An_interrupted_start_cancels_its_run_and_leaves_no_process(int signal)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var start = Optaic.Start("flow", "start", "slow");
        var errors = start.StandardError.ReadToEndAsync();
        var program = _slow.ProgramId;
        var runner = _slow.Run().GetProperty("process_id").GetInt32();

        UnixSignal.Send(start.Id, signal);
        await start.WaitForExitAsync();

        Assert.Equal(130, start.ExitCode);
        Assert.StartsWith("error: interrupted", await errors, StringComparison.Ordinal);
        Assert.Equal("cancelled", _slow.Run().GetProperty("status").GetString());
        Assert.False(UnixSignal.IsAlive(program));
        SlowFlow.WaitUntil(() => !UnixSignal.IsAlive(runner), "the runner is gone");
        Assert.Equal("not_initialized", Optaic.Json("instance", "show", "slow").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_detached_run_can_be_attached_to_and_left_again()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Optaic.Json("flow", "start", "slow", "--detach");
        using var left = Optaic.Start("flow", "attach", "slow");
        while (await left.StandardOutput.ReadLineAsync() is { } line && line != "slow.refresh | working")
        {
            // Until it is attached.
        }

        var (errors, attached) = (left.StandardError.ReadToEndAsync(), Optaic.RunAsync("flow", "attach", "latest"));
        UnixSignal.Send(left.Id, UnixSignal.Interrupt);
        await left.WaitForExitAsync();
        Assert.Equal(130, left.ExitCode);
        Assert.StartsWith("error: detached; what runs goes on\n", await errors, StringComparison.Ordinal);
        Assert.Equal("running", _slow.Run().GetProperty("status").GetString());

        _slow.Release("1.5");
        var result = await attached;
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["1 completed"], result.OutputLines.TakeLast(1));
    }

    [Fact]
    public void A_detached_start_survives_its_parent()
    {
        var steps = Optaic.Json("flow", "start", "slow", "--detach").GetProperty("steps");
        var run = steps[0].GetProperty("run").GetString()!;
        _slow.WaitUntilWorking();
        Assert.Equal("running", Optaic.Json("runs", "show", run).GetProperty("status").GetString());

        _slow.Release("1.5");

        Assert.Equal("working\n", Optaic.Run("runs", "logs", run, "--follow").Output.Split('\n')[0] + "\n");
        Assert.Equal("completed", Optaic.Json("runs", "show", run).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_run_is_stopped_by_name_and_its_start_says_so()
    {
        var start = Optaic.RunAsync("flow", "start", "slow");
        _slow.WaitUntilWorking();

        var stopped = Optaic.Json("flow", "stop", "slow.refresh")[0];

        Assert.Equal("stopped", stopped.GetProperty("outcome").GetString());
        var result = await start;
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OutputLines, l => l.StartsWith("cancelled slow.refresh", StringComparison.Ordinal));
        Assert.Equal("cancelled", _slow.Run().GetProperty("status").GetString());
    }

    [Fact]
    public void A_run_that_takes_too_long_fails_and_says_so()
    {
        var result = Optaic.Run("flow", "start", "slow", "--timeout", "0.2s", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal("timeout", _slow.Run().GetProperty("error_type").GetString());
    }
}
