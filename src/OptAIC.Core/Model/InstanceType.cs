using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>What an instance is; decides which flows are made with it (see <see cref="FlowPairing"/>).</summary>
[JsonConverter(typeof(NameEnumConverter<InstanceType>))]
public enum InstanceType
{
    /// <summary>A pipeline, a store and an accessor, composed.</summary>
    DatasetInstance,

    /// <summary>A promoted dataset with a signal spec.</summary>
    SignalInstance,

    /// <summary>An expression that is tried out, not published.</summary>
    ExperimentInstance,

    /// <summary>A model: training, inference, monitoring.</summary>
    ModelInstance,

    /// <summary>A portfolio optimiser.</summary>
    PortfolioOptimizerInstance,

    /// <summary>A backtest; has no definition, its procedure is fixed.</summary>
    BacktestInstance,

    /// <summary>A workflow folder (a backpack) that is run in a sandbox.</summary>
    WorkflowInstance,

    /// <summary>Part of a dataset: how its data are obtained.</summary>
    PipelineInstance,

    /// <summary>Part of a dataset: where its data are kept.</summary>
    StoreInstance,

    /// <summary>Part of a dataset: how its data are read.</summary>
    AccessorInstance,
}
