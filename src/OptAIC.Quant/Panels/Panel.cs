namespace OptAIC.Quant.Panels;

/// <summary>
/// Dates × entities of doubles, one array per field. Arrays are column-major: the value of row <c>t</c> and entity <c>e</c>
/// stands at <c>e × Rows + t</c>, so that an entity's history is one contiguous span. Missing is NaN.
/// </summary>
public sealed class Panel
{
    private readonly OrderedDictionary<string, double[]> _fields = new(StringComparer.Ordinal);

    /// <summary>Makes a panel over the given arrays, which it keeps (they must not be changed afterwards).</summary>
    /// <param name="index">The axes.</param>
    /// <param name="fields">Field name → array of <c>Rows × Count</c> values.</param>
    /// <exception cref="ArgumentException">An array has another length than the axes ask for.</exception>
    public Panel(PanelIndex index, IEnumerable<KeyValuePair<string, double[]>> fields)
    {
        Index = index;
        foreach (var (name, values) in fields)
        {
            if (values.Length != index.Rows * index.Count)
            {
                throw new ArgumentException($"field '{name}' has {values.Length} values; {index.Rows} dates × {index.Count} entities = {index.Rows * index.Count} are needed", nameof(fields));
            }

            _fields.Add(name, values);
        }
    }

    /// <summary>The axes.</summary>
    public PanelIndex Index { get; }

    /// <summary>Names of the fields, in the order in which they were given.</summary>
    public IReadOnlyCollection<string> Fields => _fields.Keys;

    /// <summary>Whether the panel has this field.</summary>
    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>All values of a field, dates × entities, column-major.</summary>
    /// <exception cref="KeyNotFoundException">There is no such field.</exception>
    public ReadOnlyMemory<double> Field(string field) =>
        _fields.TryGetValue(field, out var values)
            ? values
            : throw new KeyNotFoundException($"the panel has no field '{field}'; it has {string.Join(", ", _fields.Keys)}");

    /// <summary>The history of one entity: <c>Rows</c> values, oldest first.</summary>
    public ReadOnlySpan<double> Series(string field, int entity) =>
        Field(field).Span.Slice(entity * Index.Rows, Index.Rows);

    /// <summary>The panel as a long table: every (date, entity) that has at least one value, by date, then by entity.</summary>
    public IEnumerable<PanelRow> LongRows()
    {
        double[][] fields = [.. _fields.Values];
        for (var t = 0; t < Index.Rows; t++)
        {
            for (var e = 0; e < Index.Count; e++)
            {
                var row = new PanelRow(Index, fields, t, e);
                if (!row.IsEmpty())
                {
                    yield return row;
                }
            }
        }
    }

    /// <summary>The rows from one date to another, both included; an open end reaches to the panel's own.</summary>
    public Panel Between(DateOnly? from, DateOnly? to) =>
        AlignTo(new PanelIndex(Index.Dates.Where(date => (from is null || date >= from) && (to is null || date <= to)), Index.Entities));

    /// <summary>The columns of the given entities, in any order; an entity that the panel does not have becomes a column of NaN.</summary>
    public Panel Of(IEnumerable<string> entities) =>
        AlignTo(new PanelIndex(Index.Dates, new SortedSet<string>(entities, StringComparer.Ordinal)));

    /// <summary>The same values on other axes: dates and entities that the panel does not have are NaN, those that the axes do not have are left out.</summary>
    public Panel AlignTo(PanelIndex target)
    {
        if (target.SameAs(Index))
        {
            return this;
        }

        var alignment = new PanelAlignment(Index, target);
        return new Panel(target, _fields.Select(field => KeyValuePair.Create(field.Key, alignment.Apply(field.Value))));
    }

    /// <summary>One field on other axes, without a copy when they are the panel's own.</summary>
    internal ReadOnlyMemory<double> FieldOn(PanelIndex target, string field) =>
        target.SameAs(Index) ? Field(field) : new PanelAlignment(Index, target).Apply(Field(field).Span);
}
