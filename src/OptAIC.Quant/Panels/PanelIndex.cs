namespace OptAIC.Quant.Panels;

/// <summary>The two axes of a panel: a strictly ascending date index and a set of entities in ordinal order.</summary>
public sealed class PanelIndex
{
    private readonly DateOnly[] _dates;
    private readonly string[] _entities;
    private readonly Dictionary<string, int> _entityRank;

    /// <summary>Makes an index; both axes are copied and checked.</summary>
    /// <param name="dates">Strictly ascending dates, the rows.</param>
    /// <param name="entities">Distinct names in strictly ascending ordinal order, the columns.</param>
    /// <exception cref="ArgumentException">An axis is not strictly ascending.</exception>
    public PanelIndex(IEnumerable<DateOnly> dates, IEnumerable<string> entities)
    {
        _dates = [.. dates];
        _entities = [.. entities];
        for (var t = 1; t < _dates.Length; t++)
        {
            if (_dates[t] <= _dates[t - 1])
            {
                throw new ArgumentException($"dates must be strictly ascending: {_dates[t - 1]:yyyy-MM-dd} is followed by {_dates[t]:yyyy-MM-dd}", nameof(dates));
            }
        }

        _entityRank = new Dictionary<string, int>(_entities.Length, StringComparer.Ordinal);
        for (var e = 0; e < _entities.Length; e++)
        {
            if (e > 0 && string.CompareOrdinal(_entities[e], _entities[e - 1]) <= 0)
            {
                throw new ArgumentException($"entities must be in strictly ascending ordinal order: '{_entities[e - 1]}' is followed by '{_entities[e]}'", nameof(entities));
            }

            _entityRank.Add(_entities[e], e);
        }
    }

    /// <summary>Number of rows (dates).</summary>
    public int Rows => _dates.Length;

    /// <summary>Number of entities.</summary>
    public int Count => _entities.Length;

    /// <summary>The dates, ascending.</summary>
    public IReadOnlyList<DateOnly> Dates => _dates;

    /// <summary>The entities, in ordinal order.</summary>
    public IReadOnlyList<string> Entities => _entities;

    /// <summary>The index that has every date and every entity of the given ones; the given one when there is one, or all are the same.</summary>
    /// <exception cref="ArgumentException">No index is given.</exception>
    public static PanelIndex Union(IReadOnlyCollection<PanelIndex> indexes)
    {
        var first = indexes.FirstOrDefault() ?? throw new ArgumentException("at least one index is needed", nameof(indexes));
        if (indexes.All(first.SameAs))
        {
            return first;
        }

        var dates = new SortedSet<DateOnly>(indexes.SelectMany(index => index._dates));
        var entities = new SortedSet<string>(indexes.SelectMany(index => index._entities), StringComparer.Ordinal);
        return new PanelIndex(dates, entities);
    }

    /// <summary>Rank of an entity, or −1 when it is not in the index.</summary>
    public int EntityAt(string name) => _entityRank.TryGetValue(name, out var rank) ? rank : -1;

    /// <summary>Row of a date, or the complement of the row where it would stand (as in <see cref="Array.BinarySearch(Array, object?)"/>).</summary>
    public int RowOf(DateOnly date) => Array.BinarySearch(_dates, date);

    /// <summary>Whether both axes are the same.</summary>
    public bool SameAs(PanelIndex other) =>
        ReferenceEquals(this, other)
        || (_dates.AsSpan().SequenceEqual(other._dates) && _entities.AsSpan().SequenceEqual(other._entities));
}
