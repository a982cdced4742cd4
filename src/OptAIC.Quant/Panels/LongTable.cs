using System.Runtime.InteropServices;

namespace OptAIC.Quant.Panels;

/// <summary>
/// Rows of (date, entity, one value per field) in any order, kept in columns: adding a row allocates nothing but the room
/// to grow. <see cref="ToPanel"/> turns them into a dense panel.
/// </summary>
public sealed class LongTable
{
    private readonly string[] _fields;
    private readonly List<int> _days;
    private readonly List<int> _entityIds;
    private readonly List<long> _positions;
    private readonly List<double> _values;
    private readonly List<string> _entities = [];
    private readonly Dictionary<string, int> _idOfEntity = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idOfName;

    /// <summary>Makes an empty table.</summary>
    /// <param name="fields">Names of the value columns.</param>
    /// <param name="capacity">Number of rows to make room for.</param>
    public LongTable(IEnumerable<string> fields, int capacity = 0)
    {
        _fields = [.. fields];
        _days = new List<int>(capacity);
        _entityIds = new List<int>(capacity);
        _positions = new List<long>(capacity);
        _values = new List<double>(capacity * _fields.Length);
        _idOfName = _idOfEntity.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Names of the value columns.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Number of rows.</summary>
    public int Rows => _days.Count;

    /// <summary>Adds a row whose position is its number, from 1.</summary>
    /// <inheritdoc cref="Add(DateOnly, ReadOnlySpan{char}, ReadOnlySpan{double}, long)"/>
    public void Add(DateOnly date, ReadOnlySpan<char> entity, ReadOnlySpan<double> values) => Add(date, entity, values, Rows + 1L);

    /// <summary>Adds a row.</summary>
    /// <param name="date">The date.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="values">One value per field, NaN when missing.</param>
    /// <param name="position">Where the row stands in its source (a line number), to name it in errors.</param>
    /// <exception cref="ArgumentException">The number of values is not the number of fields.</exception>
    public void Add(DateOnly date, ReadOnlySpan<char> entity, ReadOnlySpan<double> values, long position)
    {
        if (values.Length != _fields.Length)
        {
            throw new ArgumentException($"row {position} has {values.Length} values; {_fields.Length} are needed ({string.Join(", ", _fields)})", nameof(values));
        }

        _days.Add(date.DayNumber);
        _entityIds.Add(IdOf(entity));
        _positions.Add(position);
        _values.AddRange(values);
    }

    /// <summary>The dense panel: all dates and entities of the rows, sorted; NaN where there is no row.</summary>
    /// <exception cref="DuplicateRowException">Two rows have the same date and entity.</exception>
    public Panel ToPanel()
    {
        var (index, rowOfDay, firstDay) = IndexDates();
        var cellOfRow = CellOfRow(index, rowOfDay, firstDay);
        var arrays = new double[_fields.Length][];
        for (var field = 0; field < arrays.Length; field++)
        {
            arrays[field] = Scatter(cellOfRow, field, index.Rows * index.Count);
        }

        return new Panel(index, _fields.Zip(arrays, KeyValuePair.Create));
    }

    private int IdOf(ReadOnlySpan<char> entity)
    {
        if (_idOfName.TryGetValue(entity, out var id))
        {
            return id;
        }

        var name = entity.ToString();
        _idOfEntity.Add(name, _entities.Count);
        _entities.Add(name);
        return _entities.Count - 1;
    }

    /// <summary>The axes, and the row of each calendar day from the first one on: days are few, so a table replaces a search per row.</summary>
    private (PanelIndex Index, int[] RowOfDay, int FirstDay) IndexDates()
    {
        if (_days.Count == 0)
        {
            return (new PanelIndex([], []), [], 0);
        }

        var days = CollectionsMarshal.AsSpan(_days);
        var (first, last) = (int.MaxValue, int.MinValue);
        foreach (var day in days)
        {
            first = Math.Min(first, day);
            last = Math.Max(last, day);
        }

        var rowOfDay = new int[last - first + 1];
        foreach (var day in days)
        {
            rowOfDay[day - first] = 1;
        }

        var dates = new List<DateOnly>();
        for (var day = 0; day < rowOfDay.Length; day++)
        {
            if (rowOfDay[day] != 0)
            {
                rowOfDay[day] = dates.Count;
                dates.Add(DateOnly.FromDayNumber(first + day));
            }
        }

        return (new PanelIndex(dates, _entities.Order(StringComparer.Ordinal)), rowOfDay, first);
    }

    private int[] CellOfRow(PanelIndex index, int[] rowOfDay, int firstDay)
    {
        var columnOfId = _entities.ConvertAll(name => index.EntityAt(name) * index.Rows);
        var cellOfRow = new int[Rows];
        var ownerOfCell = new int[index.Rows * index.Count];
        for (var row = 0; row < cellOfRow.Length; row++)
        {
            var cell = columnOfId[_entityIds[row]] + rowOfDay[_days[row] - firstDay];
            ref var owner = ref ownerOfCell[cell];
            if (owner != 0)
            {
                throw new DuplicateRowException(DateOnly.FromDayNumber(_days[row]), _entities[_entityIds[row]], _positions[owner - 1], _positions[row]);
            }

            owner = row + 1;
            cellOfRow[row] = cell;
        }

        return cellOfRow;
    }

    private double[] Scatter(int[] cellOfRow, int field, int cells)
    {
        var array = GC.AllocateUninitializedArray<double>(cells);
        Array.Fill(array, double.NaN);
        var values = CollectionsMarshal.AsSpan(_values);
        for (var row = 0; row < cellOfRow.Length; row++)
        {
            array[cellOfRow[row]] = values[(row * _fields.Length) + field];
        }

        return array;
    }
}
