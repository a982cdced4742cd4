using System.Numerics;
using System.Runtime.InteropServices;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>Which columns data have, and of which type. Dates and entities are the axes of a panel: always there, sorted, and unique together.</summary>
public sealed record SchemaRule
{
    /// <summary>Columns that must have values.</summary>
    public IReadOnlyCollection<string> RequiredColumns { get; init; } = [];

    /// <summary>Types by column.</summary>
    public IReadOnlyDictionary<string, ColumnType> Types { get; init; } = new Dictionary<string, ColumnType>();

    /// <summary>Whether columns may be there that are neither required nor typed.</summary>
    public bool AllowExtraColumns { get; init; } = true;

    /// <summary>Columns in which no row may lack a value.</summary>
    public IReadOnlyCollection<string> Complete { get; init; } = [];

    /// <summary>Checks data.</summary>
    public ContractCheck Check(Panel panel)
    {
        var findings = new List<ContractFinding>();
        foreach (var column in RequiredColumns.Union(Complete).Where(c => !panel.Has(c)))
        {
            findings.Add(new("missing_column", $"the column '{column}' is missing; there are {Names(panel)}", 1, []) { Column = column });
        }

        var known = RequiredColumns.Union(Types.Keys).Union(Complete).ToHashSet(StringComparer.Ordinal);
        foreach (var column in AllowExtraColumns ? [] : panel.Fields.Where(f => !known.Contains(f)))
        {
            findings.Add(new("extra_column", $"the column '{column}' is not expected; expected are {string.Join(", ", known)}", 1, []) { Column = column });
        }

        findings.AddRange(Types.Where(t => panel.Has(t.Key)).Select(t => WrongType(panel, t.Key, t.Value)).OfType<ContractFinding>());
        findings.AddRange(Complete.Where(panel.Has).Select(c => Incomplete(panel, c)).OfType<ContractFinding>());
        return new(panel.Fields.Count * (long)panel.Index.Rows * panel.Index.Count, findings);
    }

    private static string Names(Panel panel) => panel.Fields.Count == 0 ? "none" : string.Join(", ", panel.Fields);

    private static ContractFinding? WrongType(Panel panel, string column, ColumnType type)
    {
        if (type == ColumnType.Number)
        {
            return null;
        }

        var values = panel.Field(column).Span;
        var count = type == ColumnType.Integer ? Fractions(values) : NotTruth(values);
        var expected = type == ColumnType.Integer ? "whole numbers" : "0 or 1";
        return count == 0 ? null : new("wrong_type", SampleText.Text($"{SampleText.Plural(count, "value")} of '{column}' {(count == 1 ? "is" : "are")} not {expected}"), count, Sample(panel, column, type)) { Column = column };
    }

    private static long Fractions(ReadOnlySpan<double> values)
    {
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        var whole = Vector<long>.Zero;
        foreach (var lane in lanes)
        {
            whole -= Vector.Equals(lane, Vector.Truncate(lane)) | Vector.OnesComplement(Vector.Equals(lane, lane));
        }

        var rest = values[(lanes.Length * Vector<double>.Count)..];
        var count = (lanes.Length * (long)Vector<double>.Count) - Vector.Sum(whole);
        foreach (var value in rest)
        {
            count += IsOff(value, ColumnType.Integer) ? 1 : 0;
        }

        return count;
    }

    private static long NotTruth(ReadOnlySpan<double> values)
    {
        var count = 0L;
        foreach (var value in values)
        {
            count += IsOff(value, ColumnType.Truth) ? 1 : 0;
        }

        return count;
    }

    private static bool IsOff(double value, ColumnType type) => type switch
    {
        ColumnType.Integer => !double.IsNaN(value) && value != Math.Truncate(value),
        ColumnType.Truth => !double.IsNaN(value) && value is not (0 or 1),
        _ => false,
    };

    private static List<string> Sample(Panel panel, string column, ColumnType type) =>
        CellSample.First(panel.Index, panel.Field(column).Span, value => IsOff(value, type), withValue: true);

    // A row is a date and entity with at least one value; the rest of the grid is no data.
    private static ContractFinding? Incomplete(Panel panel, string column)
    {
        var values = panel.Field(column).Span;
        var others = panel.Fields.Select(f => panel.Field(f)).ToArray();
        var (count, sample) = (0L, new List<string>());
        for (var cell = 0; cell < values.Length; cell++)
        {
            if (double.IsNaN(values[cell]) && Array.Exists(others, o => !double.IsNaN(o.Span[cell])))
            {
                count++;
                if (sample.Count < SampleText.Most)
                {
                    sample.Add(SampleText.Cell(panel.Index.Dates[cell % panel.Index.Rows], panel.Index.Entities[cell / panel.Index.Rows]));
                }
            }
        }

        return count == 0 ? null : new("missing_value", $"{SampleText.Plural(count, "row")} without '{column}'", count, sample) { Column = column };
    }
}
