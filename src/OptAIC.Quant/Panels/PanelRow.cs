namespace OptAIC.Quant.Panels;

/// <summary>One row of a panel's long form: the values of all fields for a date and an entity.</summary>
public readonly struct PanelRow
{
    private readonly PanelIndex _index;
    private readonly double[][] _fields;

    internal PanelRow(PanelIndex index, double[][] fields, int row, int entity)
    {
        _index = index;
        _fields = fields;
        Row = row;
        EntityRank = entity;
    }

    /// <summary>Row of the date in the panel's index.</summary>
    public int Row { get; }

    /// <summary>Rank of the entity in the panel's index.</summary>
    public int EntityRank { get; }

    /// <summary>The date.</summary>
    public DateOnly Date => _index.Dates[Row];

    /// <summary>The entity.</summary>
    public string Entity => _index.Entities[EntityRank];

    /// <summary>Value of a field, by its position in <see cref="Panel.Fields"/>; NaN when missing.</summary>
    public double this[int field] => _fields[field][(EntityRank * _index.Rows) + Row];

    internal bool IsEmpty()
    {
        foreach (var values in _fields)
        {
            if (!double.IsNaN(values[(EntityRank * _index.Rows) + Row]))
            {
                return false;
            }
        }

        return true;
    }
}
