using System.Globalization;
using OptAIC.Engine.Yaml;

namespace OptAIC.Engine.Testing;

/// <summary>
/// Compares two tables row by row. Rows are told apart by date and entity where they have such columns, else by their place; numbers may differ
/// by a tolerance; a cell that is missing equals one that is missing, and a row without any value equals no row.
/// </summary>
internal sealed class TableComparison
{
    /// <summary>Most rows that are shown one by one.</summary>
    public const int MostShown = 10;

    private static readonly string[] Missing = ["", "NA", "N/A", "NaN", "nan", "null"];
    private static readonly string[] EntityColumns = ["entity", "symbol", "ticker"];

    private readonly ExpectedTable _place;
    private readonly string _what;
    private readonly double _tolerance;
    private readonly CsvTable _expected;
    private readonly CsvTable _actual;
    private readonly List<OptIssue> _differences = [];
    private readonly List<(int Line, OptIssue Issue)> _rows = [];

    private TableComparison(ExpectedTable place, string what, CsvTable actual, double tolerance)
    {
        (_place, _what, _actual, _tolerance) = (place, what, actual, tolerance);
        _expected = CsvTable.Read(place.Path);
    }

    /// <summary>Compares.</summary>
    /// <param name="expected">The file with the expected rows.</param>
    /// <param name="what">What the other rows are called in messages.</param>
    /// <param name="actual">The other rows.</param>
    /// <param name="tolerance">Largest difference of two numbers.</param>
    /// <returns>What differs: columns, then the first rows, then how many more.</returns>
    public static IReadOnlyList<OptIssue> Compare(ExpectedTable expected, string what, CsvTable actual, double tolerance) =>
        new TableComparison(expected, what, actual, tolerance).Compare();

    private List<OptIssue> Compare()
    {
        var (expected, actual) = (Keys(_expected), Keys(_actual));
        if (!expected.SequenceEqual(actual, StringComparer.Ordinal))
        {
            _differences.Add(Difference("different_columns", $"rows of {_what} are told apart by {Text(actual)}, those expected by {Text(expected)}", Text(expected), Text(actual)));
            return _differences;
        }

        CompareColumns();
        var values = _expected.Columns.Where(c => !IsKey(c) && _actual.Columns.Contains(c, StringComparer.Ordinal)).ToList();
        CompareRows(expected, values);
        _differences.AddRange(_rows.OrderBy(r => r.Line).Take(MostShown).Select(r => r.Issue));
        if (_rows.Count > MostShown)
        {
            var more = _rows.Count - MostShown;
            _differences.Add(Difference("more_differences", $"{more} more row{(more == 1 ? "" : "s")} of {_what} differ{(more == 1 ? "s" : "")}", null, null) with { Count = more });
        }

        return _differences;
    }

    private void CompareColumns()
    {
        var (expected, actual) = (_expected.Columns.Where(c => !IsKey(c)).ToList(), _actual.Columns.Where(c => !IsKey(c)).ToList());
        foreach (var column in expected.Except(actual, StringComparer.Ordinal))
        {
            _differences.Add(Difference("missing_column", $"{_what} has no column '{column}'; it has {Text(actual)}", column, Text(actual)));
        }

        foreach (var column in actual.Except(expected, StringComparer.Ordinal))
        {
            _differences.Add(Difference("extra_column", $"{_what} has a column '{column}' that is not expected", Text(expected), column));
        }
    }

    private void CompareRows(IReadOnlyList<string> keys, List<string> values)
    {
        var actual = ByKey(_actual, keys, values, report: false);
        foreach (var (key, row) in ByKey(_expected, keys, values, report: true))
        {
            if (!actual.Remove(key, out var found))
            {
                _rows.Add((row.Line, Difference("missing_row", $"{key}: not in {_what}", row.Show(), null, row.Line)));
            }
            else if (values.Where((_, i) => !AreSame(row.Values[i], found.Values[i])).ToList() is { Count: > 0 } wrong)
            {
                var (should, does) = (Pick(row, values, wrong), Pick(found, values, wrong));
                _rows.Add((row.Line, Difference("different_value", $"{key}: expected {should}, found {does}", should, does, row.Line)));
            }
        }

        foreach (var (key, row) in actual.OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            _rows.Add((int.MaxValue, Difference("extra_row", $"{key}: {row.Show()} is not expected", null, row.Show())));
        }
    }

    private Dictionary<string, Row> ByKey(CsvTable table, IReadOnlyList<string> keys, List<string> values, bool report)
    {
        var keyAt = keys.Select(k => table.Columns.ToList().FindIndex(c => Key(c) == k)).ToList();
        var valueAt = values.Select(v => table.Columns.ToList().FindIndex(c => c == v)).ToList();
        var rows = new Dictionary<string, Row>(StringComparer.Ordinal);
        foreach (var (number, source) in table.Rows.Index())
        {
            var key = keyAt.Count == 0 ? $"row {number + 1}" : string.Join(" ", keyAt.Select(k => source[k]));
            var row = new Row(source.Line, values, [.. valueAt.Select(v => source[v])]);
            if (row.Values.Count > 0 && row.Values.All(IsMissing))
            {
                continue;
            }

            if (!rows.TryAdd(key, row) && report)
            {
                _rows.Add((source.Line, Difference("repeated_row", $"{key} stands twice among the expected rows", null, null, source.Line)));
            }
        }

        return rows;
    }

    private static string Pick(Row row, List<string> values, List<string> wanted) =>
        string.Join(", ", wanted.Select(w => $"{w} = {Shown(row.Values[values.IndexOf(w)])}"));

    private static string Shown(string cell) => IsMissing(cell) ? "missing" : cell;

    private bool AreSame(string expected, string actual)
    {
        if (IsMissing(expected) || IsMissing(actual))
        {
            return IsMissing(expected) && IsMissing(actual);
        }

        return double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out var should)
            && double.TryParse(actual, NumberStyles.Float, CultureInfo.InvariantCulture, out var does)
                ? Numbers.AreSame(should, does, _tolerance)
                : expected == actual;
    }

    // Differences in a row name the line of the expected row; others the line of the case.
    private OptIssue Difference(string code, string message, string? expected, string? found, int line = 0) =>
        (line > 0 ? new DocumentPosition(_place.Path, line) : _place.Position).Issue(code, message) with { Expected = expected, Found = found };

    private static IReadOnlyList<string> Keys(CsvTable table) => [.. table.Columns.Select(Key).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static string? Key(string column) =>
        EntityColumns.Contains(column, StringComparer.OrdinalIgnoreCase) ? "entity" : string.Equals(column, "date", StringComparison.OrdinalIgnoreCase) ? "date" : null;

    private static bool IsKey(string column) => Key(column) is not null;

    private static bool IsMissing(string cell) => Missing.Contains(cell, StringComparer.Ordinal);

    private static string Text(IReadOnlyList<string> columns) => columns.Count == 0 ? "nothing" : string.Join(", ", columns);

    private sealed record Row(int Line, IReadOnlyList<string> Columns, IReadOnlyList<string> Values)
    {
        public string Show() => string.Join(", ", Columns.Select((c, i) => $"{c} = {Shown(Values[i])}"));
    }
}
