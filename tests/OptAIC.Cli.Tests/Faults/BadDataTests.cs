using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.Faults;

public sealed class BadDataTests : IDisposable
{
    private readonly SmallWorkspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void A_flow_whose_upstream_is_not_ready_is_refused_with_exit_4_and_its_blockers()
    {
        var result = _workspace.Optaic.Run("flow", "start", "momentum");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("prices.refresh", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.StartsWith("hint: ", result.ErrorLines[1], StringComparison.Ordinal);

        var error = _workspace.Optaic.Run("flow", "start", "momentum", "--json").JsonError;
        Assert.Equal("UpstreamNotReady", error.GetProperty("id").GetString());
        Assert.Equal("prices", error.GetProperty("blockers")[0].GetProperty("instance").GetString());
        Assert.Equal(0, _workspace.Optaic.Json("runs", "list").GetArrayLength());
    }

    [Fact]
    public void A_missing_file_fails_the_run_names_the_file_and_stops_what_is_downstream()
    {
        File.Delete(_workspace.PricesFile);

        var result = _workspace.Optaic.Run("refresh", "+momentum");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(result.OutputLines, l => l.StartsWith("failed prices.refresh ", StringComparison.Ordinal));
        Assert.Contains(result.OutputLines, l => l.StartsWith("not run momentum.refresh", StringComparison.Ordinal));
        Assert.Contains(_workspace.PricesFile, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Matches("^hint: see 'optaic runs logs [0-9a-f-]+ --stderr'$", result.ErrorLines[1]);
        Assert.Equal("error", _workspace.Optaic.Json("instance", "show", "prices").GetProperty("status").GetString());
        Assert.Contains(_workspace.PricesFile, _workspace.Succeed("runs", "logs", "prices", "--stderr").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2018-02-08,AAPL,12x.5,1000", ":1802:17: ")]
    [InlineData("2018-13-08,AAPL,12.5,1000", ":1802:1: ")]
    [InlineData("2018-02-08,AAPL,12.5", ":1802")]
    public void A_malformed_row_is_named_with_file_line_and_column_and_the_old_data_stay(string row, string place)
    {
        _workspace.Succeed("refresh", "prices");
        var before = _workspace.Succeed("data", "read", "prices", "--format", "csv").Output;
        File.AppendAllText(_workspace.PricesFile, row + "\n");

        var result = _workspace.Optaic.Run("flow", "start", "prices");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(_workspace.PricesFile + place, result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(before, _workspace.Succeed("data", "read", "prices", "--format", "csv").Output);
        Assert.Equal("malformed_csv", _workspace.Optaic.Json("runs", "show", "prices").GetProperty("error_type").GetString());
    }

    [Fact]
    public void A_missing_number_is_refused_where_it_is_forbidden()
    {
        _workspace.Succeed("instance", "create", "--name", "strict", "--type", "DatasetInstance", "--definition", "builtin.csv", "--config", $"path={_workspace.PricesFile}", "--config", "nan=forbid", "--config", "required_columns=[close]");
        _workspace.Succeed("flow", "start", "strict");
        File.AppendAllText(_workspace.PricesFile, "2018-02-08,AAPL,NaN,1000\n");

        var result = _workspace.Optaic.Run("flow", "start", "strict");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"{_workspace.PricesFile}:1802:17: ", result.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(0, _workspace.Optaic.Run("flow", "start", "prices").ExitCode);
    }

    [Fact]
    public void A_truncated_document_is_an_error_that_names_it_and_repair_moves_it_aside()
    {
        var directory = _workspace.Optaic.Json("instance", "show", "momentum").GetProperty("path").GetString()!;
        var document = Path.Combine(directory, "instance.json");
        File.WriteAllText(document, File.ReadAllText(document)[..100]);

        var shown = _workspace.Optaic.Run("instance", "show", "momentum", "--spec");
        Assert.Equal(1, shown.ExitCode);
        Assert.Contains(document, shown.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(1, _workspace.Optaic.Run("doctor").ExitCode);
        Assert.Contains(document, _workspace.Optaic.Run("registry", "check").Output, StringComparison.Ordinal);

        var report = _workspace.Optaic.Json("registry", "repair");
        Assert.NotEqual(0, report.GetProperty("actions").GetArrayLength());
        Assert.Single(Directory.GetFiles(directory, "instance.json.corrupt-*"));
        Assert.Equal(["prices", "min_var", "bt"], _workspace.Optaic.Json("instance", "list").EnumerateArray().Select(i => i.GetProperty("name").GetString()));
    }

    [Fact]
    public void A_deleted_registry_is_rebuilt_with_a_warning_and_lists_the_same()
    {
        _workspace.Succeed("refresh", "+momentum");
        string[][] questions = [["instance", "list"], ["flow", "list"], ["runs", "list"], ["lineage"]];
        var before = questions.Select(q => _workspace.Optaic.Json(q).ToString()).ToList();
        foreach (var file in Directory.GetFiles(_workspace.Root, "registry.db*"))
        {
            File.Delete(file);
        }

        var first = _workspace.Optaic.Run("instance", "list", "--json");

        Assert.Equal(0, first.ExitCode);
        Assert.StartsWith("{\"warning\":", first.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal(before, questions.Select(q => _workspace.Optaic.Json(q).ToString()));
    }
}
