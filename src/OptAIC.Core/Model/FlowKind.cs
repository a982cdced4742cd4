using System.Text.Json.Serialization;

namespace OptAIC.Model;

/// <summary>The execution capabilities that an instance can have; within an instance a kind names one flow.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<FlowKind>))]
public enum FlowKind
{
    /// <summary>Obtains newer data.</summary>
    Refresh,

    /// <summary>Tries an expression out.</summary>
    Preview,

    /// <summary>Fits a model.</summary>
    Training,

    /// <summary>Predicts with a model.</summary>
    Inference,

    /// <summary>Compares a model's inputs and results with its training baseline.</summary>
    Monitoring,

    /// <summary>Finds portfolio weights.</summary>
    Optimize,

    /// <summary>Simulates a portfolio over history.</summary>
    Backtest,

    /// <summary>Runs a workflow.</summary>
    Run,
}
