using OptAIC.Naming;

namespace OptAIC.Engine.Csv;

/// <summary>Which cell of a record means what.</summary>
internal sealed record CsvHeader(int Date, int Entity, IReadOnlyList<(int Cell, string Field)> Values, int Cells)
{
    private static readonly string[] EntityNames = ["symbol", "entity", "ticker", "Name"];

    /// <summary>Finds the columns in a header line.</summary>
    /// <param name="names">Its cells.</param>
    /// <param name="format">What is looked for.</param>
    /// <param name="problem">Told of every column that is missing.</param>
    public static CsvHeader? Find(IReadOnlyList<string> names, CsvFormat format, Action<string, string> problem)
    {
        var date = IndexOf(names, format.DateColumn, problem);
        var entity = format.EntityColumn is { } named
            ? IndexOf(names, named, problem)
            : EntityNames.Select(n => Position(names, n)).FirstOrDefault(i => i >= 0, -1);
        if (entity < 0 && format.EntityColumn is null)
        {
            problem("missing_column", $"there is no column symbol, entity or ticker; the header has {string.Join(", ", names)}");
        }

        var values = format.Columns is { } columns
            ? [.. columns.Select(c => (IndexOf(names, c.Value, problem), c.Key))]
            : names.Select((name, i) => (i, name)).Where(c => c.i != date && c.i != entity).ToList();
        return date < 0 || entity < 0 || values.Any(v => v.Item1 < 0) ? null : new CsvHeader(date, entity, values, names.Count);
    }

    private static int IndexOf(IReadOnlyList<string> names, string name, Action<string, string> problem)
    {
        var position = Position(names, name);
        if (position < 0)
        {
            var hint = NearestName.Hint(name, names);
            problem("missing_column", $"there is no column '{name}'; the header has {string.Join(", ", names)}{(hint is null ? "" : "; " + hint)}");
        }

        return position;
    }

    private static int Position(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }
}
