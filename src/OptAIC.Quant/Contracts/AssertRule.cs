using OptAIC.Quant.Expressions;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>A condition that rows of data must satisfy.</summary>
/// <param name="Condition">The condition: 0 fails, anything else passes, and where it cannot be computed it is missing.</param>
public sealed record AssertRule(Expression Condition)
{
    /// <summary>Share (0 to 1) of the rows that may fail.</summary>
    public double AllowFailing { get; init; }

    /// <summary>Whether a row whose condition is missing fails; else it is left out of the count.</summary>
    public bool MissingFails { get; init; }

    /// <summary>Checks data.</summary>
    /// <param name="data">The data; their columns are named alone.</param>
    /// <param name="others">Other data that the condition reads, by alias.</param>
    /// <param name="cancellation">Ends the evaluation.</param>
    /// <exception cref="ExpressionException">A column is unknown.</exception>
    public ContractCheck Check(Panel data, IReadOnlyList<ExpressionInput> others, CancellationToken cancellation = default)
    {
        var result = Condition.Evaluate([new ExpressionInput(null, data), .. others], cancellation);
        var values = result.Index.SameAs(data.Index) ? result.Values : result.ToPanel("condition").AlignTo(data.Index).Field("condition").ToArray();
        var isRow = MissingFails ? RowsOf(data) : null;
        var (rows, failing) = (0L, 0L);
        for (var cell = 0; cell < values.Length; cell++)
        {
            var isMissing = double.IsNaN(values[cell]);
            rows += !isMissing || isRow?[cell] == true ? 1 : 0;
            failing += values[cell] == 0 || (isMissing && isRow?[cell] == true) ? 1 : 0;
        }

        if (failing == 0 || failing <= AllowFailing * rows)
        {
            return new(rows, []);
        }

        var allowed = AllowFailing > 0 ? $"; at most {SampleText.Percent(AllowFailing)} may" : "";
        var message = SampleText.Text($"{failing:N0} of {SampleText.Plural(rows, "row")} fail{(failing == 1 ? "s" : "")} '{Condition.Written}'{allowed}");
        return new(rows, [new("assertion_failed", message, failing, Sample(data, values, isRow))]);
    }

    // What the condition reads says more than that it failed.
    private List<string> Sample(Panel data, double[] values, bool[]? isRow)
    {
        var columns = Condition.Columns.Where(c => c.Alias is null && data.Has(c.Column)).Select(c => (c.Column, Values: data.Field(c.Column))).ToList();
        var found = new List<string>();
        var index = data.Index;
        for (var t = 0; t < index.Rows && found.Count < SampleText.Most; t++)
        {
            for (var e = 0; e < index.Count && found.Count < SampleText.Most; e++)
            {
                var cell = (e * index.Rows) + t;
                if (values[cell] == 0 || (double.IsNaN(values[cell]) && isRow?[cell] == true))
                {
                    found.Add(SampleText.Cell(index.Dates[t], index.Entities[e]) + string.Concat(columns.Select(c => $" {c.Column}={SampleText.Number(c.Values.Span[cell])}")));
                }
            }
        }

        return found;
    }

    private static bool[] RowsOf(Panel data)
    {
        var isRow = new bool[data.Index.Rows * data.Index.Count];
        foreach (var field in data.Fields)
        {
            var values = data.Field(field).Span;
            for (var cell = 0; cell < values.Length; cell++)
            {
                isRow[cell] |= !double.IsNaN(values[cell]);
            }
        }

        return isRow;
    }
}
