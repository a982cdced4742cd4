using OptAIC.Runs;

namespace OptAIC.Engine.Tests.Flows;

public sealed class OutputProtocolTests : IDisposable
{
    private readonly CommandWorkspace _commands = new();

    public void Dispose() => _commands.Dispose();

    [ShellFact]
    public void Metrics_are_read_as_pairs_as_JSON_and_from_the_report_file()
    {
        _commands.Create("""
            echo 'optaic::metric name=sharpe value=1.2'
            echo 'optaic::metric {"name":"a b\u00e9 = \"q\"","value":-1.5e3}'
            printf 'optaic::metric name=windows value=2\r\n'
            echo 'optaic::metric {"name":"unknown","value":null}'
            printf 'no line end before '
            echo 'optaic::metric name=inside value=9'
            echo 'optaic::metric {"name":"reported","value":7}' >> "$OPTAIC_REPORT"
            printf 'optaic::metric name=last value=3'
            """);

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(["a bé = \"q\"", "last", "reported", "sharpe", "unknown", "windows"], run.Metrics.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((1.2, -1500, 2, 3, 7), (run.Metrics["sharpe"], run.Metrics["a bé = \"q\""], run.Metrics["windows"], run.Metrics["last"], run.Metrics["reported"]));
        Assert.Null(run.Metrics["unknown"]);
    }

    [ShellFact]
    public void A_line_that_is_not_understood_is_warned_of_with_its_number_and_what_was_meant()
    {
        _commands.Create("""
            echo one
            echo 'optaic::metrc name=a value=1'
            echo 'optaic::metric name=a value=1,5'
            echo 'optaic::metric name=a b value=1'
            echo 'optaic::metric {"name":'
            echo 'optaic::output last_data_date=tomorrow'
            echo 'optaic::progress soon'
            echo 'optaic::artifact path=missing.txt'
            echo 'optaic::artifact {"path":"run.sh","name":"../../escape.sh"}'
            echo 'optaic::warning prices of AAPL look stale'
            echo 'optaic::issue {"severity":"error","code":"gap","message":"3 days are missing","count":3,"sample":["2024-01-02"]}'
            """);

        var run = _commands.Run();

        Assert.Equal(RunStatus.Completed, run.Status);
        var issues = _commands.Record().GetProperty("issues").EnumerateArray().Select(i => $"{i.GetProperty("code").GetString()}: {i.GetProperty("message").GetString()}").ToList();
        Assert.Equal(issues, run.Issues.Select(i => $"{i.Code}: {i.Message}"));
        Assert.Equal("protocol: stdout, line 2: 'metrc' is no message; there are metric, progress, output, artifact, warning, issue; found 'metrc name=a value=1'", issues[0]);
        Assert.StartsWith("protocol: stdout, line 3: a metric needs a finite number", issues[1], StringComparison.Ordinal);
        Assert.StartsWith("protocol: stdout, line 4: 'b' is no field of this message", issues[2], StringComparison.Ordinal);
        Assert.StartsWith("protocol: stdout, line 5: this is no JSON", issues[3], StringComparison.Ordinal);
        Assert.StartsWith("protocol: stdout, line 6: output needs last_data_date=YYYY-MM-DD", issues[4], StringComparison.Ordinal);
        Assert.StartsWith("protocol: stdout, line 7: progress needs a number", issues[5], StringComparison.Ordinal);
        Assert.Equal("program_warning: prices of AAPL look stale", issues[6]);
        Assert.Equal("gap: 3 days are missing", issues[7]);
        Assert.Equal("artifact: the artifact 'missing.txt' does not exist", issues[8]);
        Assert.Equal("artifact: the artifact name '../../escape.sh' leads out of the folder of artifacts", issues[9]);
        Assert.Empty(run.Metrics);
    }

    [ShellFact]
    public void A_program_that_warns_without_end_fills_neither_memory_nor_the_record()
    {
        _commands.Create("i=0; while [ $i -lt 3000 ]; do echo \"optaic::warning number $i\"; i=$((i+1)); done");

        Assert.Equal(RunStatus.Completed, _commands.Run().Status);

        Assert.Equal(101, _commands.Record().GetProperty("issues").GetArrayLength());
        Assert.Equal(2900, _commands.Record().GetProperty("issues")[100].GetProperty("count").GetInt64());
    }
}
