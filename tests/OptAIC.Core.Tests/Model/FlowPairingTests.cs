using OptAIC.Model;

namespace OptAIC.Core.Tests.Model;

public sealed class FlowPairingTests
{
    public static TheoryData<InstanceType, string> Table => new()
    {
        { InstanceType.DatasetInstance, "refresh:PipelineRun" },
        { InstanceType.SignalInstance, "refresh:PipelineRun" },
        { InstanceType.ExperimentInstance, "preview:ExperimentRun" },
        { InstanceType.ModelInstance, "training:TrainingRun inference:InferenceRun monitoring:MonitoringRun" },
        { InstanceType.PortfolioOptimizerInstance, "optimize:PortfolioOptimizationRun" },
        { InstanceType.BacktestInstance, "backtest:BacktestRun" },
        { InstanceType.WorkflowInstance, "run:WorkflowRun" },
        { InstanceType.PipelineInstance, "" },
        { InstanceType.StoreInstance, "" },
        { InstanceType.AccessorInstance, "" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_instance_type_comes_with_its_flows_and_run_types(InstanceType type, string flows) =>
        Assert.Equal(flows, string.Join(' ', FlowPairing.Of(type).Select(f => $"{SnakeCase.Of(f.Flow)}:{f.RunType}")));

    [Fact]
    public void The_table_covers_every_instance_type_flow_and_run_type()
    {
        var types = Enum.GetValues<InstanceType>();

        Assert.Equal(types, Table.Select(row => (InstanceType)row[0]));
        Assert.Equal(Enum.GetValues<FlowKind>(), types.SelectMany(FlowPairing.Of).Select(f => f.Flow).Distinct().Order());
        Assert.Equal(Enum.GetValues<RunType>(), types.SelectMany(FlowPairing.Of).Select(f => f.RunType).Distinct().Order());
    }

    [Theory]
    [InlineData(InstanceType.DatasetInstance, FlowKind.Refresh)]
    [InlineData(InstanceType.SignalInstance, FlowKind.Refresh)]
    [InlineData(InstanceType.ExperimentInstance, FlowKind.Preview)]
    [InlineData(InstanceType.ModelInstance, FlowKind.Inference)]
    [InlineData(InstanceType.PortfolioOptimizerInstance, FlowKind.Optimize)]
    [InlineData(InstanceType.BacktestInstance, FlowKind.Backtest)]
    [InlineData(InstanceType.WorkflowInstance, FlowKind.Run)]
    [InlineData(InstanceType.PipelineInstance, null)]
    [InlineData(InstanceType.StoreInstance, null)]
    [InlineData(InstanceType.AccessorInstance, null)]
    public void A_reference_without_a_flow_means_the_only_one_or_a_models_inference(InstanceType type, FlowKind? flow) =>
        Assert.Equal(flow, FlowPairing.DefaultFlow(FlowPairing.Of(type).Select(p => p.Flow)));

    [Fact]
    public void What_is_no_instance_type_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FlowPairing.Of((InstanceType)99));
}
