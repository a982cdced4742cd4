using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>
/// How much of the grid of dates and entities has values. Unless <see cref="WholeGrid"/> is set, an entity counts from its first value to its
/// last one (in any column): a name that was not listed yet is not a gap.
/// </summary>
public sealed record CoverageRule
{
    /// <summary>Columns to look at; none is all.</summary>
    public IReadOnlyCollection<string> Columns { get; init; } = [];

    /// <summary>Least share (0 to 1) of cells with a value, in every column.</summary>
    public double? MinShare { get; init; }

    /// <summary>Least shares by column; such a column need not be among <see cref="Columns"/>.</summary>
    public IReadOnlyDictionary<string, double> MinShareOf { get; init; } = new Dictionary<string, double>();

    /// <summary>Least share of the listed entities that have a value on each date.</summary>
    public double? MinEntityShare { get; init; }

    /// <summary>Least share of its dates on which each entity has a value.</summary>
    public double? MinDateShare { get; init; }

    /// <summary>Fewest rows: dates × entities with any value.</summary>
    public long? MinRows { get; init; }

    /// <summary>Fewest entities.</summary>
    public int? MinEntities { get; init; }

    /// <summary>Fewest dates.</summary>
    public int? MinDates { get; init; }

    /// <summary>Most dates in succession on which an entity may lack a value.</summary>
    public int? MaxGap { get; init; }

    /// <summary>Entities that must be there.</summary>
    public IReadOnlyCollection<string> Entities { get; init; } = [];

    /// <summary>Latest first date.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Earliest last date.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Whether all dates count for all entities, listed or not.</summary>
    public bool WholeGrid { get; init; }

    /// <summary>Checks data.</summary>
    public ContractCheck Check(Panel panel)
    {
        var findings = new List<ContractFinding>(Extent(panel));
        var columns = Columns.Count > 0 ? Columns.Union(MinShareOf.Keys).ToList() : [.. panel.Fields];
        var @checked = 0L;
        if (MinShare is not null || MinShareOf.Count > 0 || MinEntityShare is not null || MinDateShare is not null || MaxGap is not null)
        {
            var listed = Enumerable.Range(0, panel.Index.Count).Select(e => WholeGrid ? new(0, panel.Index.Rows) : ListedRange.Of(panel, panel.Fields, e)).ToArray();
            foreach (var column in columns.Union(MinShareOf.Keys))
            {
                if (panel.Has(column))
                {
                    findings.AddRange(new ColumnCoverage(panel, column, listed).Findings(this));
                    @checked += listed.Sum(l => (long)l.Count);
                }
                else
                {
                    findings.Add(new("missing_column", $"the column '{column}' has no values at all", 1, []) { Column = column });
                }
            }
        }

        return new(Math.Max(@checked, Rows(panel)), findings);
    }

    private IEnumerable<ContractFinding> Extent(Panel panel)
    {
        var index = panel.Index;
        if (MinRows is { } rows && Rows(panel) is var found && found < rows)
        {
            yield return new("too_few_rows", SampleText.Text($"{SampleText.Plural(found, "row")}; at least {rows:N0} are expected"), rows - found, []);
        }

        if (index.Count < MinEntities)
        {
            yield return new("too_few_entities", SampleText.Text($"{index.Count} {(index.Count == 1 ? "entity" : "entities")}; at least {MinEntities} are expected"), MinEntities.Value - index.Count, []);
        }

        if (index.Rows < MinDates)
        {
            yield return new("too_few_dates", SampleText.Text($"{SampleText.Plural(index.Rows, "date")}; at least {MinDates} are expected"), MinDates.Value - index.Rows, []);
        }

        if (Entities.Where(e => index.EntityAt(e) < 0).ToList() is { Count: > 0 } lacking)
        {
            yield return new("missing_entity", $"{lacking.Count} of {Entities.Count} expected entities are not there: {string.Join(", ", lacking.Take(SampleText.Most))}", lacking.Count, [.. lacking.Take(SampleText.Most)]);
        }

        if (From is { } from && (index.Rows == 0 || index.Dates[0] > from))
        {
            yield return new("begins_late", $"the data begin {(index.Rows == 0 ? "nowhere" : SampleText.Date(index.Dates[0]))}; they should by {SampleText.Date(from)}", 1, []);
        }

        if (To is { } to && (index.Rows == 0 || index.Dates[^1] < to))
        {
            yield return new("ends_early", $"the data end {(index.Rows == 0 ? "nowhere" : SampleText.Date(index.Dates[^1]))}; they should reach {SampleText.Date(to)}", 1, []);
        }
    }

    private static long Rows(Panel panel)
    {
        if (panel.Fields.Count == 0)
        {
            return 0;
        }

        var isRow = new bool[panel.Index.Rows * panel.Index.Count];
        foreach (var field in panel.Fields)
        {
            var values = panel.Field(field).Span;
            for (var cell = 0; cell < values.Length; cell++)
            {
                isRow[cell] |= !double.IsNaN(values[cell]);
            }
        }

        return isRow.AsSpan().Count(true);
    }
}
