using OptAIC.Definitions;
using OptAIC.Engine.Data;
using OptAIC.Engine.Execution;
using OptAIC.Errors;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>Holds what a pipeline delivers against the output columns that its definition declares, before anything is written.</summary>
internal sealed class DeclaredPipeline(IPipeline pipeline, Definition definition) : IPipeline
{
    public async Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var result = await pipeline.RunAsync(context, cancellation).ConfigureAwait(false);
        var issues = Check(definition, result.Panel);
        return issues.Count == 0 ? result : throw new OutputMismatchException(context.Instance.Name, definition.ToString(), issues);
    }

    /// <summary>Every declared column that a panel does not have as declared.</summary>
    public static IReadOnlyList<OptIssue> Check(Definition definition, Panel panel) =>
        [.. PanelFit.Misfits(definition.OutputColumns, panel).Select(m => m.Issue($"{m.Column.Dtype ?? "it"}{m.Emptiness} is declared, {m.Problem("the run delivered")}"))];
}

/// <summary>A pipeline delivered other columns than its definition declares; nothing is published.</summary>
/// <param name="instance">Name of the instance.</param>
/// <param name="definition">The pipeline's definition.</param>
/// <param name="issues">Every mismatch.</param>
public sealed class OutputMismatchException(string instance, string definition, IReadOnlyList<OptIssue> issues)
    : OptException(
        "OutputMismatch",
        ExitCode.Refused,
        $"{instance}: what was delivered is not what {definition} declares: {string.Join("; ", issues.Select(i => i.Message))}",
        "mend the pipeline, or declare under output_schema what it delivers, in a new version")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;
}
