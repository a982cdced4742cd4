using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class RefreshTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_plan_is_shown_then_run_in_lineage_order_and_told_line_by_line()
    {
        var plan = _workspace.Optaic.Json("refresh", "+bt", "--what-if").GetProperty("steps");
        Assert.Equal("prices", plan[0].GetProperty("instance").GetString());
        Assert.Equal("bt", plan[3].GetProperty("instance").GetString());
        Assert.All(plan.EnumerateArray(), s => Assert.Equal("run", s.GetProperty("action").GetString()));
        Assert.Equal(0, _workspace.Optaic.Json("runs", "list").GetArrayLength());

        var lines = _workspace.Succeed("refresh", "+bt").OutputLines;

        Assert.Equal(["plan: 4 to run", "started prices.refresh"], lines[..2]);
        Assert.StartsWith("completed prices.refresh ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("completed bt.backtest ", lines[^2], StringComparison.Ordinal);
        Assert.Equal("4 completed", lines[^1]);
    }

    [Fact]
    public void Newer_prices_make_what_depends_on_them_stale_down_to_the_file_and_refresh_runs_exactly_that()
    {
        _workspace.Succeed("refresh", "+momentum", "min_var");
        _workspace.AppendDay("2018-02-08");

        var explained = _workspace.Succeed("flow", "status", "momentum", "--explain").OutputLines;
        Assert.Equal("momentum.refresh stale", explained[0]);
        Assert.Contains("prices.refresh source_changed: ", explained[2], StringComparison.Ordinal);
        Assert.Contains(_workspace.PricesFile, explained[2], StringComparison.Ordinal);

        var result = _workspace.Optaic.Json("refresh", "+momentum").GetProperty("steps");
        Assert.Equal(["prices completed", "momentum completed"], result.EnumerateArray().Select(s => $"{s.GetProperty("instance").GetString()} {s.GetProperty("outcome").GetString()}"));
        Assert.Equal("ready", _workspace.Optaic.Json("instance", "show", "momentum").GetProperty("status").GetString());
        Assert.Equal("stale", _workspace.Optaic.Json("instance", "show", "min_var").GetProperty("status").GetString());
    }

    [Fact]
    public void A_flow_is_started_with_what_it_needs_and_what_needs_it()
    {
        var steps = _workspace.Optaic.Json("flow", "start", "momentum", "--recursive", "--jobs", "1").GetProperty("steps");
        Assert.Equal(["prices", "momentum"], steps.EnumerateArray().Select(s => s.GetProperty("instance").GetString()));

        Assert.Equal(2, _workspace.Optaic.Json("refresh", "prices+", "--exclude", "bt", "--what-if").GetProperty("steps").EnumerateArray().Count(s => s.GetProperty("action").GetString() == "skip"));
        Assert.Equal("completed", _workspace.Optaic.Json("flow", "start", "momentum", "--force").GetProperty("steps")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public void An_instance_is_checked_first_and_made_only_without_what_if()
    {
        string[] line = ["instance", "create", "--name", "rank", "--type", "SignalInstance", "--definition", "builtin.expression", "--config", "expression=RANK(close)", "--upstream", "input=prices"];

        Assert.Equal("not_initialized", _workspace.Optaic.Json([.. line, "--what-if"]).GetProperty("status").GetString());
        Assert.Equal(3, _workspace.Optaic.Run("instance", "show", "rank").ExitCode);
        Assert.Equal("created rank (SignalInstance, builtin.expression@1.0.0) with refresh\n", _workspace.Succeed(line).Output);
        Assert.Equal("rank", _workspace.Optaic.Json("instance", "show", "rank").GetProperty("name").GetString());
    }

    [Fact]
    public void An_instance_on_which_others_depend_is_only_removed_by_force()
    {
        var refused = _workspace.Optaic.Run("instance", "remove", "prices");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("momentum", refused.Error, StringComparison.Ordinal);

        Assert.Equal("bt", _workspace.Optaic.Json("instance", "remove", "bt").GetProperty("instance").GetProperty("name").GetString());
        Assert.True(Directory.Exists(_workspace.Optaic.Json("instance", "remove", "prices", "--force").GetProperty("trash_path").GetString()));
        Assert.Equal(["momentum", "min_var"], _workspace.Optaic.Json("instance", "list").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
    }

    [Fact]
    public void Stopping_what_is_idle_succeeds()
    {
        Assert.Equal("idle", _workspace.Optaic.Json("flow", "stop", "prices.refresh")[0].GetProperty("outcome").GetString());
        Assert.Equal("idle", _workspace.Optaic.Json("instance", "stop", "prices")[0].GetProperty("outcome").GetString());
    }
}
