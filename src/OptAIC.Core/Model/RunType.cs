using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>What a run is a run of; follows from the instance type and the flow.</summary>
[JsonConverter(typeof(NameEnumConverter<RunType>))]
public enum RunType
{
    /// <summary>A dataset's or signal's refresh.</summary>
    PipelineRun,

    /// <summary>An experiment's preview.</summary>
    ExperimentRun,

    /// <summary>A model's training.</summary>
    TrainingRun,

    /// <summary>A model's inference.</summary>
    InferenceRun,

    /// <summary>A model's monitoring.</summary>
    MonitoringRun,

    /// <summary>An optimiser's optimize.</summary>
    PortfolioOptimizationRun,

    /// <summary>A backtest.</summary>
    BacktestRun,

    /// <summary>A workflow's run.</summary>
    WorkflowRun,
}
