using OptAIC.Cli.Tests.Harness;

namespace OptAIC.Cli.Tests.EndToEnd;

public sealed class ExperimentTests : IDisposable
{
    private readonly SmallWorkspace _small = new();

    public void Dispose() => _small.Dispose();

    [Fact]
    public void An_operator_is_tried_out_on_real_prices()
    {
        var file = _small.Write("my_op/definition.yml", """
            kind: OpDef
            name: my_op
            version: 1.0.0
            entry: { expression: 'RANK(DELTA(${input}.close, ${n}))' }
            parameters_schema: { type: object, additionalProperties: false, properties: { n: {type: integer, minimum: 1, default: 5} } }
            """);
        _small.Succeed("definition", "register", Path.GetDirectoryName(file)!);
        _small.Succeed("instance", "create", "--definition", "my_op", "--upstream", "input=prices", "--config", "n=20");
        _small.Succeed("refresh", "prices");

        _small.Succeed("flow", "start", "my_op");

        Assert.StartsWith("date,entity,value\n", _small.Succeed("data", "read", "my_op", "--format", "csv").Output, StringComparison.Ordinal);
        var run = _small.Optaic.Json("runs", "show", "my_op");
        Assert.Equal("ExperimentRun", run.GetProperty("type").GetString());
        Assert.InRange(run.GetProperty("metrics").GetProperty("ic_1").GetDouble(), -1, 1);
        Assert.InRange(run.GetProperty("metrics").GetProperty("mean").GetDouble(), 0.1, 0.9);
        Assert.EndsWith("preview.html", run.GetProperty("artifacts")[0].GetProperty("path").GetString(), StringComparison.Ordinal);
        Assert.Equal("ready", _small.Optaic.Json("instance", "show", "my_op").GetProperty("status").GetString());
    }
}
