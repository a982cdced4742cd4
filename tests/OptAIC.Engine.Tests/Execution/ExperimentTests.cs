using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Specs;
using OptAIC.Engine.Tests.Workspaces;
using OptAIC.Freshness;
using OptAIC.Model;

namespace OptAIC.Engine.Tests.Execution;

public sealed class ExperimentTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public ExperimentTests() => _test.CreatePrices();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_preview_publishes_the_values_their_figures_and_a_page()
    {
        Register("growth", "${input}.close / REF(${input}.close, ${n}) - 1", "n: {type: integer, minimum: 1}");
        var experiment = Create("growth", "n: 2");
        Assert.Equal((InstanceType.ExperimentInstance, FlowKind.Preview), (experiment.Type, experiment.Flows[0].Flow));

        _test.Refresh("+growth");

        Assert.Equal(FlowStatus.Ready, _test.Flow("growth").Status);
        var rows = _test.With(w => w.Data.Read("growth"));
        Assert.Equal(["value"], rows.Columns);
        Assert.Equal([(102 / 100.0) - 1, (54 / 50.0) - 1], rows.Rows.Take(2).Select(r => r.Values.Span[0]));
        var run = _test.With(w => w.Runs.Get("growth"));
        Assert.Equal((6, 0, 3, 2), (run.Metrics["rows"], run.Metrics["nan_share"], run.Metrics["dates"], run.Metrics["entities"]));
        Assert.Contains("ic_1", run.Metrics.Keys);
        var page = Assert.Single(run.Artifacts).Path;
        Assert.Equal("preview.html", Path.GetFileName(page));
        Assert.Contains("</html>", File.ReadAllText(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("REF(${input}, ${n})")]
    [InlineData("REF(close, ${n})")]
    [InlineData("REF(${input.close}, ${n})")]
    [InlineData("REF(${input}.close, ${n})")]
    public void An_input_is_the_column_of_an_upstream(string expression)
    {
        Register("lag", expression, "n: {type: integer, default: 1}");
        Create("lag", "");

        _test.Refresh("+lag");

        Assert.Equal(100, _test.With(w => w.Data.Read("lag").Rows.First().Values.Span[0]));
    }

    [Fact]
    public void A_changed_upstream_makes_a_preview_stale_and_a_changed_parameter_too()
    {
        Register("lag", "REF(${input}, ${n})", "n: {type: integer, default: 1}");
        Create("lag", "");
        _test.Refresh("+lag");

        _test.With(w => w.Instances.Set("lag", new InstanceRequest { Config = ["n=2"] }));
        Assert.Equal(ReasonCode.ConfigChanged, _test.Flow("lag").Reasons[0].Code);
        _test.Refresh("lag");
        _test.WritePrices(days: 6);
        _test.Refresh("prices");

        Assert.Equal(ReasonCode.UpstreamChanged, _test.Flow("lag").Reasons[0].Code);
    }

    [Fact]
    public void No_dataset_is_made_of_what_is_only_tried_out()
    {
        Register("lag", "REF(${input}, 1)", "");
        Create("lag", "");

        var error = Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: twice, definition: builtin.expression, config: {expression: '2 * value'}, upstream_refs: [{resource: lag}]}"));

        Assert.Contains("lag is a ExperimentInstance", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_computed_is_refused_at_creation()
    {
        Register("smooth", "MEAN(${input}, ${n})", "n: {type: integer}");

        Assert.Contains("found 0 for window of MEAN(x, window)", Assert.Throws<InvalidSpecException>(() => Create("smooth", "n: 0")).Message, StringComparison.Ordinal);
        Assert.Contains("smooth without n", Assert.Throws<InvalidSpecException>(() => Create("smooth", "")).Message, StringComparison.Ordinal);
        Assert.Contains("none is given", Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{definition: smooth, config: {n: 3}}")).Message, StringComparison.Ordinal);
    }

    private OptInstance Create(string definition, string config) =>
        _test.Create($"{{name: {definition}, definition: {definition}, config: {{{config}}}, upstream_refs: [{{resource: prices, role: input}}]}}");

    private void Register(string name, string expression, string parameters) => _test.Register($"""
        kind: OpDef
        name: {name}
        version: 1.0.0
        entry: {'{'} expression: '{expression}' {'}'}
        parameters_schema: {'{'} type: object, additionalProperties: false, properties: {'{'} {parameters} {'}'} {'}'}
        """);
}
