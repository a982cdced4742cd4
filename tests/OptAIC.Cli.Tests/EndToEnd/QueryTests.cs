using System.Text.Json;
using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class QueryTests(ReadyWorkspace ready) : IClassFixture<ReadyWorkspace>
{
    private static readonly string[] AllFlows = ["prices.refresh", "momentum.refresh", "min_var.optimize", "bt.backtest"];

    private Optaic Optaic => ready.Optaic;

    [Fact]
    public void Instances_are_listed_with_status_upstream_and_tags()
    {
        var instances = Optaic.Json("instance", "list");

        Assert.Equal(["prices", "momentum", "min_var", "bt"], Names(instances));
        Assert.All(instances.EnumerateArray(), i => Assert.Equal("ready", i.GetProperty("status").GetString()));
        Assert.Equal(["prices"], instances[1].GetProperty("upstream").EnumerateArray().Select(u => u.GetString()));
        Assert.Equal("SignalInstance", instances[1].GetProperty("type").GetString());
        Assert.EndsWith("Z", instances[1].GetProperty("created_at").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prices|momentum", "--tag", "nightly")]
    [InlineData("momentum|min_var", "m*")]
    [InlineData("bt", "--type", "BacktestInstance")]
    [InlineData("", "--status", "stale")]
    [InlineData("", "nothing*")]
    public void Instances_are_filtered(string expected, params string[] filter) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries), Names(Optaic.Json(["instance", "list", .. filter])));

    [Fact]
    public void Instances_are_listed_in_the_order_that_is_asked_for()
    {
        var byRun = Optaic.Json("instance", "list", "--sort", "run").EnumerateArray().Select(i => i.GetProperty("flows")[0].GetProperty("last_run_at").GetString()).ToList();

        Assert.Equal(["bt", "min_var", "momentum", "prices"], Names(Optaic.Json("instance", "list", "--sort", "name")));
        Assert.Equal(byRun.OrderDescending(StringComparer.Ordinal), byRun);
        var sizes = Optaic.Json("instance", "list", "--sort", "size").EnumerateArray().Select(i => i.GetProperty("size").GetInt64()).ToList();
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.All(sizes, s => Assert.True(s > 0));
        Assert.Equal(2, Optaic.Run("instance", "list", "--sort", "colour").ExitCode);
    }

    [Fact]
    public void Names_alone_are_listed_by_pattern_type_and_tag()
    {
        Assert.Equal(["prices", "momentum", "min_var", "bt"], ready.Workspace.Succeed("instance", "list", "--names").OutputLines);
        Assert.Equal(["momentum"], ready.Workspace.Succeed("instance", "list", "m*", "--names", "--tag", "night*").OutputLines);
        Assert.Equal(["bt"], Optaic.Json("instance", "list", "--names", "--type", "BacktestInstance").EnumerateArray().Select(n => n.GetString()));
        Assert.True(Directory.Exists(Assert.Single(ready.Workspace.Succeed("instance", "list", "bt", "--names", "--show-paths").OutputLines)));
        Assert.Equal((3, 2, 2), (Optaic.Run("instance", "list", "btt", "--names").ExitCode, Optaic.Run("instance", "list", "+bt", "--names").ExitCode, Optaic.Run("instance", "list", "--names", "--sort", "run").ExitCode));
    }

    [Fact]
    public void In_a_pipe_a_table_has_no_colours_and_every_path_in_full()
    {
        var result = ready.Workspace.Succeed("instance", "list", "--show-paths");

        Assert.DoesNotContain('\e', result.Output);
        Assert.Equal("NAME      TYPE                        STATUS  PATH", result.OutputLines[0]);
        Assert.All(result.OutputLines[1..], line => Assert.True(Directory.Exists(line.Split(' ')[^1])));
    }

    [Theory]
    [InlineData("prices|bt", "metric.rows > 0 and instance = prices or flow = backtest")]
    [InlineData("", "status = failed")]
    [InlineData("bt", "metric.sharpe != none and duration < 1h")]
    public void Runs_are_found_by_conditions(string expected, string where) =>
        Assert.Equal(expected.Split('|', StringSplitOptions.RemoveEmptyEntries).Order(), Optaic.Json("runs", "list", "--where", where).EnumerateArray().Select(r => r.GetProperty("instance").GetString()!).Order());

    [Fact]
    public void A_condition_that_cannot_be_read_is_refused_with_the_column()
    {
        var result = Optaic.Run("runs", "list", "--where", "status = faild");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["error: condition 'status = faild': column 10: 'faild' is no status", "hint: did you mean 'failed'?"], result.ErrorLines);
    }

    [Fact]
    public void The_newest_instance_is_a_bare_path()
    {
        var result = ready.Workspace.Succeed("instance", "latest");

        Assert.True(File.Exists(Path.Combine(result.Output.TrimEnd('\n'), "instance.json")));
        Assert.Equal("bt", Optaic.Json("instance", "latest").GetProperty("name").GetString());
        Assert.Equal("bt", Optaic.Json("instance", "latest", "--by", "run").GetProperty("name").GetString());
    }

    [Fact]
    public void An_instance_is_shown_by_name_id_and_path()
    {
        var shown = Optaic.Json("instance", "show", "prices");

        Assert.Equal(shown.ToString(), Optaic.Json("instance", "show", shown.GetProperty("id").GetString()!).ToString());
        Assert.Equal(shown.ToString(), Optaic.Json("instance", "show", shown.GetProperty("path").GetString()!).ToString());
        Assert.Equal("prices", JsonDocument.Parse(ready.Workspace.Succeed("instance", "show", "prices", "--spec").Output).RootElement.GetProperty("name").GetString());
        Assert.Contains("prices.refresh", ready.Workspace.Succeed("instance", "show", "prices").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Flows_are_listed_and_checked()
    {
        Assert.Equal(AllFlows, Optaic.Json("flow", "list").EnumerateArray().Select(FlowName).Order(Comparer<string>.Create((a, b) => Array.IndexOf(AllFlows, a) - Array.IndexOf(AllFlows, b))));
        Assert.Equal(["bt.backtest"], Optaic.Json("flow", "list", "--flow", "backtest").EnumerateArray().Select(FlowName));

        var check = Optaic.Json("flow", "status", "bt", "prices.refresh");
        Assert.Equal(2, check.GetArrayLength());
        Assert.True(check[0].GetProperty("all_ready").GetBoolean());
        Assert.Equal("2018-02-07", check[1].GetProperty("flow").GetProperty("last_data_date").GetString());
    }

    [Fact]
    public void Runs_are_listed_newest_first_and_shown_by_any_reference()
    {
        var runs = Optaic.Json("runs", "list");
        Assert.Equal(4, runs.GetArrayLength());
        Assert.Equal("bt", runs[0].GetProperty("instance").GetString());
        Assert.Equal(1, Optaic.Json("runs", "list", "--instance", "prices", "--flow", "refresh", "--status", "completed", "--limit", "5").GetArrayLength());
        Assert.Equal(0, Optaic.Json("runs", "list", "--status", "failed").GetArrayLength());

        var id = runs[0].GetProperty("id").GetString()!;
        var run = Optaic.Json("runs", "show", "bt");
        Assert.Equal(id, run.GetProperty("id").GetString());
        Assert.Equal(id, Optaic.Json("runs", "show", id[..18]).GetProperty("id").GetString());
        Assert.Equal(id, Optaic.Json("runs", "show", "latest").GetProperty("id").GetString());
        Assert.Equal(JsonValueKind.Number, run.GetProperty("duration").ValueKind);
        Assert.Equal(JsonValueKind.Number, run.GetProperty("metrics").GetProperty("sharpe").ValueKind);
        Assert.True(run.GetProperty("input_versions").TryGetProperty("momentum.refresh", out _));
        Assert.Equal("never_completed", run.GetProperty("reasons")[0].GetProperty("code").GetString());
        Assert.Equal(id, JsonDocument.Parse(ready.Workspace.Succeed("runs", "show", id, "--record").Output).RootElement.GetProperty("id").GetString());
        Assert.Contains("sharpe", ready.Workspace.Succeed("runs", "show", "bt").Output, StringComparison.Ordinal);
    }

    [ProgramFact("/bin/sh")]
    public void A_run_shows_the_issues_that_its_program_has_reported()
    {
        using var script = new ScriptWorkspace("""
            echo 'optaic::warning prices of AAPL look stale'
            echo 'optaic::issue {"severity":"error","code":"gap","message":"days are missing","count":1300,"sample":["2024-01-02","2024-01-03"]}'
            """);
        script.Optaic.Run("flow", "start", "w");

        var shown = script.Optaic.Run("runs", "show", "w").OutputLines;

        var at = Array.IndexOf(shown, "issues");
        Assert.Equal("  warning  program_warning  prices of AAPL look stale", shown[at + 1]);
        Assert.Equal("  error    gap              days are missing  (1,300)", shown[at + 2]);
        Assert.Equal("                            for example 2024-01-02, 2024-01-03", shown[at + 3]);
        var issues = script.Optaic.Json("runs", "show", "w").GetProperty("issues");
        Assert.Equal(["program_warning", "gap"], issues.EnumerateArray().Select(i => i.GetProperty("code").GetString()));
    }

    [Fact]
    public void Logs_are_printed_as_they_are()
    {
        var log = Optaic.Json("runs", "logs", "prices");

        Assert.NotEqual(0, log.GetProperty("lines").GetArrayLength());
        Assert.Equal(log.GetProperty("lines").EnumerateArray().Select(l => l.GetString()), ready.Workspace.Succeed("runs", "logs", "prices").OutputLines);
        Assert.Equal(log.GetProperty("lines").EnumerateArray().Select(l => l.GetString()), ready.Workspace.Succeed("runs", "logs", "prices", "--follow").OutputLines);
        Assert.Empty(ready.Workspace.Succeed("runs", "logs", "prices", "--stderr").Output);
    }

    [Fact]
    public void Lineage_is_a_tree_from_upstream_to_downstream()
    {
        var result = ready.Workspace.Succeed("lineage");

        Assert.Equal("prices.refresh ready", result.OutputLines[0]);
        Assert.Single(result.OutputLines, l => l.EndsWith("momentum.refresh ready (input)", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, l => l.Contains("bt.backtest ready", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("prices", "prices.refresh")]
    [InlineData("momentum --up", "prices.refresh|momentum.refresh")]
    [InlineData("prices --down --depth 1", "prices.refresh|momentum.refresh|min_var.optimize|bt.backtest")]
    [InlineData("momentum --depth 1", "prices.refresh|momentum.refresh|bt.backtest")]
    [InlineData("+min_var prices", "prices.refresh|min_var.optimize")]
    public void Lineage_is_cut_to_what_is_asked(string line, string expected)
    {
        var lineage = Optaic.Json(["lineage", .. line.Split(' ')]);

        Assert.Equal(expected.Split('|').Order(), lineage.GetProperty("nodes").EnumerateArray().Select(FlowName).Order());
        Assert.Equal(lineage.ToString(), JsonDocument.Parse(ready.Workspace.Succeed(["lineage", .. line.Split(' '), "--format", "json"]).Output).RootElement.ToString());
    }

    [Fact]
    public void Data_are_read_as_table_csv_and_json()
    {
        string[] query = ["data", "read", "prices", "--entity", "AAPL", "--column", "close", "--from", "2018-02-05", "--to", "2018-02-06"];

        Assert.Equal(["DATE        ENTITY   close", "2018-02-05  AAPL    156.49", "2018-02-06  AAPL    163.03"], ready.Workspace.Succeed(query).OutputLines);
        Assert.Equal("date,entity,close\n2018-02-05,AAPL,156.49\n2018-02-06,AAPL,163.03\n", ready.Workspace.Succeed([.. query, "--format", "csv"]).Output);
        var data = Optaic.Json(query);
        Assert.Equal(["close"], data.GetProperty("columns").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(163.03, data.GetProperty("rows")[1].GetProperty("close").GetDouble());
        Assert.Equal(1, Optaic.Json([.. query, "--limit", "1"]).GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public void Data_of_the_past_are_those_known_then() =>
        Assert.Equal("2017-12-29", Optaic.Json("data", "read", "prices", "--as-of", "2017-12-31", "--entity", "GE").GetProperty("rows").EnumerateArray().Last().GetProperty("date").GetString());

    [Fact]
    public void Definitions_are_listed_and_shown()
    {
        Assert.Contains("builtin.csv", Names(Optaic.Json("definition", "list")));
        Assert.All(Optaic.Json("definition", "list", "builtin.*", "--kind", "StoreDef").EnumerateArray(), d => Assert.Equal("StoreDef", d.GetProperty("kind").GetString()));
        Assert.Equal("builtin.csv", Optaic.Json("definition", "show", "builtin.csv", "--kind", "PipelineDef").GetProperty("name").GetString());
        var both = ready.Workspace.Succeed("definition", "show", "builtin.csv").Output;
        Assert.Contains("PipelineDef", both, StringComparison.Ordinal);
        Assert.Contains("StoreDef", both, StringComparison.Ordinal);
        Assert.Contains("date_column", ready.Workspace.Succeed("definition", "show", "builtin.csv", "--kind", "PipelineDef").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_workspace_passes_every_check()
    {
        Assert.Equal(0, Optaic.Json("doctor").GetArrayLength());
        Assert.Equal(0, Optaic.Json("registry", "check").GetArrayLength());
        Assert.Equal("everything is right\n", ready.Workspace.Succeed("doctor").Output);
        var report = Optaic.Json("registry", "repair", "--what-if");
        Assert.Equal((4, 4, 0), (report.GetProperty("instances").GetInt32(), report.GetProperty("runs").GetInt32(), report.GetProperty("actions").GetArrayLength()));
    }

    [Fact]
    public void Init_opens_a_workspace_that_is_there() =>
        Assert.Equal(4, Optaic.Json("init").GetProperty("instances").GetInt32());

    [Fact]
    public void What_is_ready_is_skipped_and_that_is_said()
    {
        Assert.Equal("nothing to do: prices.refresh already ready\n", ready.Workspace.Succeed("flow", "start", "prices").Output);
        Assert.Equal("nothing to do: 4 flows skipped\n", ready.Workspace.Succeed("refresh", "+bt").Output);
        Assert.All(Optaic.Json("refresh", "+bt").GetProperty("steps").EnumerateArray(), s => Assert.Equal("skipped", s.GetProperty("outcome").GetString()));
    }

    private static IEnumerable<string?> Names(JsonElement list) => list.EnumerateArray().Select(i => i.GetProperty("name").GetString());

    private static string FlowName(JsonElement flow) => $"{flow.GetProperty("instance").GetString()}.{flow.GetProperty("flow").GetString()}";
}
