using OptAIC.Errors;
using OptAIC.Freshness;
using OptAIC.Lineage;
using OptAIC.Model;
using OptAIC.Selectors;

namespace OptAIC.Core.Tests.Selectors;

/// <summary>
/// prices → momentum → backtest ← min_var, prices → value → report; names as in a workspace, one letter per flow in the results.
/// </summary>
public sealed class SelectorTests
{
    private static readonly SelectableFlow[] Flows =
    [
        Flow(1, "prices", InstanceType.DatasetInstance, FlowStatus.Ready, "nightly", "us"),
        Flow(2, "momentum", InstanceType.SignalInstance, FlowStatus.Stale, "nightly"),
        Flow(3, "value", InstanceType.SignalInstance, FlowStatus.StaleSourceDelayed),
        Flow(4, "min_var", InstanceType.PortfolioOptimizerInstance, FlowStatus.NotInitialized),
        Flow(5, "momentum_backtest", InstanceType.BacktestInstance, FlowStatus.Error, "weekly+eu"),
        Flow(6, "report", InstanceType.WorkflowInstance, FlowStatus.Running),
        Flow(7, "7", InstanceType.DatasetInstance, FlowStatus.Ready),
    ];

    private static readonly LineageGraph Graph = LineageGraph.Create(
        [.. Flows.Select(f => f.Key)],
        [Edge(1, 2), Edge(1, 3), Edge(2, 5), Edge(4, 5, EdgeKind.Uses), Edge(3, 6), Edge(7, 1)]);

    [Theory]
    [InlineData("prices", "prices")]
    [InlineData("PRICES", "prices")]
    [InlineData("name:prices", "prices")]
    [InlineData("prices+", "prices momentum value momentum_backtest report")]
    [InlineData("prices+1", "prices momentum value")]
    [InlineData("+momentum_backtest", "prices momentum min_var momentum_backtest 7")]
    [InlineData("1+momentum_backtest", "momentum min_var momentum_backtest")]
    [InlineData("2+momentum_backtest", "prices momentum min_var momentum_backtest")]
    [InlineData("2+momentum+1", "prices momentum momentum_backtest 7")]
    [InlineData("+momentum+", "prices momentum momentum_backtest 7")]
    [InlineData("0+momentum", "momentum")]
    [InlineData("momentum+0", "momentum")]
    [InlineData("99999999999+momentum", "prices momentum 7")]
    [InlineData("@momentum", "prices momentum min_var momentum_backtest 7")]
    [InlineData("@prices", "prices momentum value min_var momentum_backtest report 7")]
    [InlineData("mom*", "momentum momentum_backtest")]
    [InlineData("*", "prices momentum value min_var momentum_backtest report 7")]
    [InlineData("?alue", "value")]
    [InlineData("mom*+", "momentum momentum_backtest")]
    [InlineData("1+*_backtest", "momentum min_var momentum_backtest")]
    [InlineData("zzz*", "")]
    [InlineData("unknown", "")]
    [InlineData("7", "7")]
    [InlineData("7+", "prices momentum value momentum_backtest report 7")] // a name of digits, not a depth
    [InlineData("1+7", "7")]
    [InlineData("type:SignalInstance", "momentum value")]
    [InlineData("type:signal_instance", "momentum value")]
    [InlineData("TYPE:signalinstance", "momentum value")]
    [InlineData("+type:BacktestInstance", "prices momentum min_var momentum_backtest 7")]
    [InlineData("status:stale", "momentum")]
    [InlineData("status:stale_source_delayed", "value")]
    [InlineData("status:StaleSourceDelayed", "value")]
    [InlineData("status:error+", "momentum_backtest")]
    [InlineData("tag:nightly", "prices momentum")]
    [InlineData("tag:NIGHTLY", "prices momentum")]
    [InlineData("tag:night*", "prices momentum")]
    [InlineData("tag:weekly+eu", "momentum_backtest")]
    [InlineData("tag:none", "")]
    [InlineData("value report", "value report")]
    [InlineData("  value \t report ", "value report")]
    [InlineData("value value", "value")]
    [InlineData("+momentum,tag:nightly", "prices momentum")]
    [InlineData("type:SignalInstance,status:stale", "momentum")]
    [InlineData("prices+,+momentum_backtest,mom*", "momentum momentum_backtest")]
    [InlineData("tag:nightly,status:stale report", "momentum report")]
    [InlineData("prices,report", "")]
    public void Every_form_selects_what_it_says(string selector, string names)
    {
        var selected = Selector.Parse(selector).Select(Flows, Graph);

        Assert.Equal(names, string.Join(' ', Flows.Where(f => selected.Contains(f.Key)).Select(f => f.Name)));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" \t ", "it is empty")]
    [InlineData("+", "'+' cannot be part of the name '+'")]
    [InlineData("@", "'@' cannot be part of the name '@'")]
    [InlineData("++prices", "'+' cannot be part of the name '+prices'")]
    [InlineData("prices++", "'+' cannot be part of the name 'prices+'")]
    [InlineData("a+b", "'+' cannot be part of the name 'a+b'")]
    [InlineData("@@prices", "'@' cannot be part of the name '@prices'")]
    [InlineData("a/b", "'/' cannot be part of the name 'a/b'")]
    [InlineData("@+prices", "'@+prices' mixes '@' with '+'; '@' already takes all descendants and what they need")]
    [InlineData("@prices+1", "'@prices+1' mixes '@' with '+'; '@' already takes all descendants and what they need")]
    [InlineData("@0+prices", "'@0+prices' mixes '@' with '+'; '@' already takes all descendants and what they need")]
    [InlineData("prices,", "a comma needs a term on both sides, without spaces")]
    [InlineData(",prices", "a comma needs a term on both sides, without spaces")]
    [InlineData("prices, value", "a comma needs a term on both sides, without spaces")]
    [InlineData("owner:me", "there is no method 'owner:'; there are name:, type:, status:, stage: and tag:")]
    [InlineData("tag:", "':' cannot be part of the name 'tag:'")]
    [InlineData("type:Signal", "'Signal' is no type; there are DatasetInstance, SignalInstance, ExperimentInstance, ModelInstance, PortfolioOptimizerInstance, BacktestInstance, WorkflowInstance, PipelineInstance, StoreInstance, AccessorInstance")]
    [InlineData("status:old", "'old' is no status; there are running, error, not_initialized, stale_source_delayed, stale, ready")]
    public void What_cannot_be_read_is_refused_with_the_reason(string selector, string problem)
    {
        var error = Assert.Throws<SelectorException>(() => Selector.Parse(selector));

        Assert.Equal("InvalidSelector", error.ErrorId);
        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Equal(selector, error.Selector);
        Assert.Equal($"selector '{selector.Replace("\t", "\\u0009", StringComparison.Ordinal)}': {problem}", error.Message);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void The_names_that_must_exist_are_those_spelt_out()
    {
        var selector = Selector.Parse("+prices,type:SignalInstance mom* @value tag:nightly");

        Assert.Equal(["prices", "value"], selector.LiteralNames);
        Assert.Equal("+prices,type:SignalInstance mom* @value tag:nightly", selector.ToString());
    }

    [Fact]
    public void All_flows_of_an_instance_are_selected_by_its_name()
    {
        var model = new Guid(1, 0, 0, new byte[8]);
        SelectableFlow[] flows =
        [
            .. FlowPairing.Of(InstanceType.ModelInstance).Select(f => new SelectableFlow(new(model, f.Flow), "alpha", InstanceType.ModelInstance, FlowStatus.Ready, [])),
        ];

        Assert.Equal(3, Selector.Parse("alpha").Select(flows, LineageGraph.Create([.. flows.Select(f => f.Key)], [])).Count);
    }

    private static SelectableFlow Flow(int number, string name, InstanceType type, FlowStatus status, params string[] tags) => new(Key(number), name, type, status, tags);

    private static FlowKey Key(int number) => new(new Guid(number, 0, 0, new byte[8]), FlowKind.Refresh);

    private static LineageEdge Edge(int upstream, int downstream, EdgeKind kind = EdgeKind.DataDependency) => new(Key(upstream), Key(downstream), kind, "input");
}
