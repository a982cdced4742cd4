namespace OptAIC.Model;

/// <summary>Which flows come with which instance type. Parts of a dataset have none of their own.</summary>
public static class FlowPairing
{
    private static readonly PairedFlow[] Refresh = [new(FlowKind.Refresh, RunType.PipelineRun)];
    private static readonly PairedFlow[] Preview = [new(FlowKind.Preview, RunType.ExperimentRun)];
    private static readonly PairedFlow[] Optimize = [new(FlowKind.Optimize, RunType.PortfolioOptimizationRun)];
    private static readonly PairedFlow[] Backtest = [new(FlowKind.Backtest, RunType.BacktestRun)];
    private static readonly PairedFlow[] Workflow = [new(FlowKind.Run, RunType.WorkflowRun)];

    private static readonly PairedFlow[] Model =
    [
        new(FlowKind.Training, RunType.TrainingRun),
        new(FlowKind.Inference, RunType.InferenceRun),
        new(FlowKind.Monitoring, RunType.MonitoringRun),
    ];

    /// <summary>The flows of an instance type, in the order in which they are shown.</summary>
    public static IReadOnlyList<PairedFlow> Of(InstanceType type) => type switch
    {
        InstanceType.DatasetInstance or InstanceType.SignalInstance => Refresh,
        InstanceType.ExperimentInstance => Preview,
        InstanceType.ModelInstance => Model,
        InstanceType.PortfolioOptimizerInstance => Optimize,
        InstanceType.BacktestInstance => Backtest,
        InstanceType.WorkflowInstance => Workflow,
        InstanceType.PipelineInstance or InstanceType.StoreInstance or InstanceType.AccessorInstance => [],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an instance type"),
    };

    /// <summary>The flows of an instance whose definition declares some: those of its type that are declared; all of them when none is.</summary>
    /// <param name="type">The type.</param>
    /// <param name="declared">The flows that the definition declares.</param>
    public static IReadOnlyList<PairedFlow> Of(InstanceType type, IReadOnlyCollection<FlowKind> declared) =>
        type == InstanceType.ModelInstance && declared.Count > 0 ? [.. Model.Where(p => declared.Contains(p.Flow))] : Of(type);

    /// <summary>The flow meant by a reference to an instance that names none: its only flow, or a model's inference.</summary>
    /// <param name="flows">The flows of the instance.</param>
    public static FlowKind? DefaultFlow(IEnumerable<FlowKind> flows)
    {
        FlowKind[] all = [.. flows];
        return all is [var only] ? only : all.Contains(FlowKind.Inference) ? FlowKind.Inference : null;
    }
}
