using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>Obtains the data of a dataset.</summary>
internal interface IPipeline
{
    Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation);
}

/// <summary>What a pipeline obtained.</summary>
/// <param name="Panel">The data.</param>
/// <param name="IsComplete">Whether dates and entities that are not among the data are gone; else they are kept.</param>
internal sealed record PipelineResult(Panel Panel, bool IsComplete)
{
    public KnowledgeRule Knowledge { get; init; } = KnowledgeRule.Observation;

    public IReadOnlyDictionary<string, double?> Metrics { get; init; } = new Dictionary<string, double?>();

    /// <summary>Latest date in the data, when the program that made them says so; else that of the data.</summary>
    public DateOnly? LastDataDate { get; init; }

    public IReadOnlyList<OptIssue> Issues { get; init; } = [];

    public int? ExitCode { get; init; }

    public IReadOnlyList<string>? CommandLine { get; init; }
}
