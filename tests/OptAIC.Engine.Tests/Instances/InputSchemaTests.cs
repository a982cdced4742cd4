using OptAIC.Engine.Facade;
using OptAIC.Engine.Instances;
using OptAIC.Engine.Tests.Workspaces;

namespace OptAIC.Engine.Tests.Instances;

public sealed class InputSchemaTests : IDisposable
{
    private readonly TestWorkspace _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Every_column_that_an_upstream_does_not_deliver_is_named_with_types_and_upstream()
    {
        Feed("feed", "1.0.0", "output_schema: {columns: [{name: close, dtype: string}, {name: volume, dtype: int64, nullable: true}]}");
        Feed("reader", "1.0.0", "input_schema: {columns: [{name: date, dtype: date}, {name: close, dtype: float64}, {name: volume, dtype: float64, nullable: false}, {name: open, dtype: float64}]}");
        _test.Create("{name: a, definition: feed}");

        var error = Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: b, definition: reader, upstream_refs: [{resource: a, role: input}]}"));

        Assert.Equal(
            [
                "b: column 'close': a gives string, reader@1.0.0 takes float64 float64<string",
                "b: column 'volume': a may leave it empty, reader@1.0.0 takes no empty values float64<int64",
                "b: column 'open': a does not give it, reader@1.0.0 takes float64 float64<",
            ],
            error.Issues.Select(i => $"{i.Message} {i.Expected}<{i.Found}"));
    }

    [Fact]
    public void A_column_with_a_role_is_asked_of_the_upstreams_with_that_role_only()
    {
        _test.CreatePrices();
        _test.Create("{name: twice, definition: builtin.expression, config: {expression: close * 2, output: score}, upstream_refs: [{resource: prices, role: input}]}");
        Feed("reader", "1.0.0", "input_schema: {columns: [{name: score, dtype: float64, role: score}]}");
        Feed("greedy", "1.0.0", "input_schema: {columns: [{name: close, dtype: float64}]}");

        _test.Create("{name: b, definition: reader, upstream_refs: [{resource: prices, role: prices}, {resource: twice, role: score}]}");

        Assert.Contains(
            "column 'close': twice does not give it",
            Assert.Throws<IncompatibleUpstreamException>(() => _test.Create("{name: c, definition: greedy, upstream_refs: [{resource: twice, role: score}]}")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_either_side_is_checked_like_a_creation()
    {
        Feed("feed", "1.0.0", "output_schema: {columns: [{name: close, dtype: float64}]}");
        Feed("reader", "1.0.0", "input_schema: {columns: [{name: close, dtype: float64}]}");
        _test.Create("{name: a, definition: feed}");
        _test.Create("{name: b, definition: reader, upstream_refs: [{resource: a, role: input}]}");
        Feed("feed", "2.0.0", "output_schema: {columns: [{name: last, dtype: float64}]}");
        Feed("reader", "2.0.0", "input_schema: {columns: [{name: open, dtype: float64}]}");

        Assert.Contains("b: column 'close': a does not give it", Assert.Throws<IncompatibleUpstreamException>(() => _test.With(w => w.Instances.Update("a"))).Message, StringComparison.Ordinal);
        Assert.Contains("b: column 'open': a does not give it", Assert.Throws<IncompatibleUpstreamException>(() => _test.With(w => w.Instances.Update("b"))).Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (_test.With(w => w.Instances.Get("a")).Generation, _test.With(w => w.Instances.Get("b")).Generation));
    }

    [Fact]
    public void A_shared_pipeline_has_to_go_on_fitting_what_reads_its_datasets()
    {
        Feed("feed", "1.0.0", "output_schema: {columns: [{name: close, dtype: float64}]}");
        Feed("reader", "1.0.0", "input_schema: {columns: [{name: close, dtype: float64}]}");
        _test.Create("{name: source, type: PipelineInstance, definition: feed}");
        _test.Create("{name: a, type: DatasetInstance, pipeline: source}");
        _test.Create("{name: b, definition: reader, upstream_refs: [{resource: a, role: input}]}");
        Feed("feed", "2.0.0", "output_schema: {columns: [{name: last, dtype: float64}]}");

        Assert.Contains("b: column 'close': a does not give it", Assert.Throws<IncompatibleUpstreamException>(() => _test.With(w => w.Instances.Update("source"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_only_the_data_can_tell_is_checked_before_the_program_starts()
    {
        _test.WritePrices(days: 5, factor: 0.25);
        _test.CreatePrices();
        Feed("reader", "1.0.0", "input_schema: {columns: [{name: close, dtype: int64}, {name: missing, dtype: float64}]}");
        _test.Create("{name: b, definition: reader, upstream_refs: [{resource: prices, role: input}]}");

        var step = _test.Refresh("+b").Steps.Single(s => s.Instance == "b");

        Assert.Equal("failed", step.Outcome);
        var run = _test.With(w => w.Runs.List(new RunFilter { Instance = "b" }))[0];
        Assert.Equal("input_mismatch", run.ErrorType);
        Assert.Contains("column 'missing': reader@1.0.0 takes float64, and prices has no such column of numbers; there are close", run.Error!, StringComparison.Ordinal);
        Assert.Contains("column 'close': reader@1.0.0 takes int64,", run.Error!, StringComparison.Ordinal);
    }

    private void Feed(string name, string version, string more) =>
        _test.Register($"kind: PipelineDef\nname: {name}\nversion: {version}\nentry: {{command: [sh, -c, exit 9]}}\n{more}\n");
}
