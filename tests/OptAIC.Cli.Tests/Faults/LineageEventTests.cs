using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class LineageEventTests : IDisposable
{
    private readonly SlowFlow _slow = new();

    private Optaic Optaic => _slow.Optaic;

    private string Told => Path.Combine(_slow.Root, "told", "lineage.jsonl");

    public void Dispose() => _slow.Dispose();

    [Fact]
    public async Task A_run_whose_runner_was_killed_is_told_to_have_failed_before_the_next_begins()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Optaic.Variables["OPENLINEAGE_URL"] = Told;
        var start = Optaic.RunAsync("flow", "start", "slow");
        _slow.WaitUntilWorking();
        UnixSignal.Send(_slow.Run().GetProperty("process_id").GetInt32(), UnixSignal.Kill);
        await start;
        _slow.Release("1.5");
        Assert.Equal(0, Optaic.Run("flow", "start", "slow").ExitCode);

        var events = File.ReadAllLines(Told).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["START", "FAIL", "START", "COMPLETE"], events.Select(e => e.GetProperty("eventType").GetString()));
        Assert.Equal(2, events.Select(e => e.GetProperty("run").GetProperty("runId").GetString()).Distinct().Count());
        Assert.StartsWith("the runner", events[1].GetProperty("run").GetProperty("facets").GetProperty("errorMessage").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_where_nothing_can_be_sent_is_refused_before_anything_runs()
    {
        Optaic.Variables["OPENLINEAGE_URL"] = "gopher://somewhere";

        var refused = Optaic.Run("flow", "start", "slow");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("gopher://somewhere", refused.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(0, Optaic.Json("runs", "list").GetArrayLength());
    }
}
