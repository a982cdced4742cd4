namespace OptAIC.Quant.Panels;

/// <summary>
/// Dates × entities of doubles, one array per field. Arrays are column-major: the value of row <c>t</c> and entity <c>e</c>
/// stands at <c>e × Rows + t</c>, so that an entity's history is one contiguous span. Missing is NaN.
/// </summary>
public sealed class Panel
{
    private readonly Dictionary<string, double[]> _fields;

    /// <summary>Makes a panel over the given arrays, which it keeps (they must not be changed afterwards).</summary>
    /// <param name="index">The axes.</param>
    /// <param name="fields">Field name → array of <c>Rows × Count</c> values.</param>
    /// <exception cref="ArgumentException">An array has another length than the axes ask for.</exception>
    public Panel(PanelIndex index, IEnumerable<KeyValuePair<string, double[]>> fields)
    {
        Index = index;
        _fields = new Dictionary<string, double[]>(StringComparer.Ordinal);
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
}
