using System.Globalization;
using OptAIC.Definitions;
using OptAIC.Engine.Execution;
using OptAIC.Errors;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>Holds what a pipeline delivers against the output columns that its definition declares, before anything is written.</summary>
internal sealed class DeclaredPipeline(IPipeline pipeline, Definition definition) : IPipeline
{
    private const int Samples = 3;

    // A panel's own axes: they are there whatever they were called in the files.
    private static readonly string[] DateNames = ["date"];
    private static readonly string[] EntityNames = ["entity", "symbol", "ticker"];

    public async Task<PipelineResult> RunAsync(FlowContext context, CancellationToken cancellation)
    {
        var result = await pipeline.RunAsync(context, cancellation).ConfigureAwait(false);
        var issues = Check(definition, result.Panel);
        return issues.Count == 0 ? result : throw new OutputMismatchException(context.Instance.Name, definition.ToString(), issues);
    }

    /// <summary>Every declared column that the panel does not have as declared.</summary>
    public static IReadOnlyList<OptIssue> Check(Definition definition, Panel panel) => [.. definition.OutputColumns.Select(c => Check(c, panel)).OfType<OptIssue>()];

    private static OptIssue? Check(ColumnSpec column, Panel panel)
    {
        if (!panel.Has(column.Name))
        {
            return IsAxis(column) ? null : Issue(column, $"{column.Dtype ?? "it"} is declared, and the run delivered no such column of numbers; it delivered {string.Join(", ", panel.Fields)}", null, []);
        }

        if (column.Dtype is "string" or "date" or "datetime")
        {
            return Issue(column, $"{column.Dtype} is declared, float64 was delivered", null, []);
        }

        var wrong = Wrong(column, panel).ToList();
        return wrong.Count == 0 ? null : Issue(column, $"{column.Dtype}{(column.Nullable == false ? " without empty values" : "")} is declared, {wrong.Count} value{(wrong.Count == 1 ? " is" : "s are")} not", wrong.Count, wrong.Take(Samples));
    }

    private static IEnumerable<string> Wrong(ColumnSpec column, Panel panel)
    {
        var index = panel.Index;
        var others = panel.Fields.Where(f => f != column.Name).Select(f => panel.Field(f)).ToArray();
        var values = panel.Field(column.Name);
        for (var cell = 0; cell < index.Rows * index.Count; cell++)
        {
            var value = values.Span[cell];
            var isWrong = double.IsNaN(value)
                ? column.Nullable == false && Array.Exists(others, o => !double.IsNaN(o.Span[cell]))
                : column.Dtype switch
                {
                    "int32" => value != Math.Truncate(value) || Math.Abs(value) > int.MaxValue,
                    "int64" => value != Math.Truncate(value) || Math.Abs(value) > long.MaxValue,
                    "bool" => value is not (0 or 1),
                    _ => false,
                };
            if (isWrong)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"{index.Dates[cell % index.Rows]:yyyy-MM-dd} {index.Entities[cell / index.Rows]} {(double.IsNaN(value) ? "empty" : value)}");
            }
        }
    }

    private static bool IsAxis(ColumnSpec column) =>
        (DateNames.Contains(column.Name) && column.Dtype is null or "date" or "datetime") || (EntityNames.Contains(column.Name) && column.Dtype is null or "string");

    private static OptIssue Issue(ColumnSpec column, string problem, long? count, IEnumerable<string> samples) => new()
    {
        Severity = IssueSeverity.Error,
        Code = "column_mismatch",
        Message = $"column '{column.Name}': {problem}",
        Expected = column.Dtype,
        Count = count,
        Sample = [.. samples],
    };
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
