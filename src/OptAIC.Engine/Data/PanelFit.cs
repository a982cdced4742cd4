using System.Globalization;
using OptAIC.Definitions;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Data;

/// <summary>Holds data against columns that somebody declares.</summary>
internal static class PanelFit
{
    private const int Samples = 3;

    /// <summary>Every declared column that the data do not have as declared.</summary>
    public static IEnumerable<ColumnMisfit> Misfits(IEnumerable<ColumnSpec> columns, Panel panel) => columns.Select(c => Misfit(c, panel)).OfType<ColumnMisfit>();

    private static ColumnMisfit? Misfit(ColumnSpec column, Panel panel)
    {
        if (!panel.Has(column.Name))
        {
            return column.IsAxis ? null : new ColumnMisfit(column, panel.Fields, null, 0, []);
        }

        if (column.Dtype is "string" or "date" or "datetime")
        {
            return new ColumnMisfit(column, panel.Fields, "float64", 0, []);
        }

        var wrong = Wrong(column, panel).ToList();
        return wrong.Count == 0 ? null : new ColumnMisfit(column, panel.Fields, "float64", wrong.Count, [.. wrong.Take(Samples)]);
    }

    private static IEnumerable<string> Wrong(ColumnSpec column, Panel panel)
    {
        if (column.Nullable != false && column.Dtype is not ("int32" or "int64" or "bool"))
        {
            yield break;
        }

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
}

/// <summary>A column that data do not have as it is declared.</summary>
/// <param name="Column">The column.</param>
/// <param name="Present">The columns that there are.</param>
/// <param name="Found">The type that it has; <c>null</c> when it is not there.</param>
/// <param name="Count">How many values are wrong; 0 when the whole column is.</param>
/// <param name="Sample">Some of them.</param>
internal sealed record ColumnMisfit(ColumnSpec Column, IReadOnlyCollection<string> Present, string? Found, int Count, IReadOnlyList<string> Sample)
{
    /// <summary>What a number of empty values contradicts.</summary>
    public string Emptiness => Count > 0 && Column.Nullable == false ? " without empty values" : "";

    /// <summary>What is there instead.</summary>
    /// <param name="gives">Who gives it, and how: <c>the run delivered</c>.</param>
    public string Problem(string gives) => this switch
    {
        { Found: null } => $"and {gives} no such column of numbers; there are {string.Join(", ", Present)}",
        { Count: 0 } => $"{gives} {Found}",
        _ => $"{Count} value{(Count == 1 ? " is" : "s are")} not",
    };

    /// <summary>The misfit as an issue.</summary>
    /// <param name="problem">What is wrong, without the column's name.</param>
    public OptIssue Issue(string problem) => new()
    {
        Severity = IssueSeverity.Error,
        Code = "column_mismatch",
        Message = $"column '{Column.Name}': {problem}",
        Expected = Column.Dtype,
        Found = Found,
        Count = Count == 0 ? null : Count,
        Sample = Sample,
    };
}
