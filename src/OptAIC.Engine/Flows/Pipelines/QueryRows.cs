using System.Buffers;
using System.Globalization;
using Microsoft.Data.Sqlite;
using OptAIC.Engine.Csv;
using OptAIC.Errors;
using OptAIC.Quant.Panels;

namespace OptAIC.Engine.Flows.Pipelines;

/// <summary>Reads the rows that a query finds into a panel: a date, an entity, numbers.</summary>
/// <param name="database">The file, for messages.</param>
/// <param name="format">Which columns mean what.</param>
internal sealed class QueryRows(string database, CsvFormat format)
{
    private const int MostIssues = 20;
    private const int RowsBetweenLooks = 4096;
    private static readonly SearchValues<char> NoTime = SearchValues.Create(" T0:.Z");

    private readonly List<OptIssue> _issues = [];
    private long _problems;

    /// <summary>Reads them.</summary>
    /// <exception cref="MalformedRowsException">A row does not hold what it should; every problem is named with its row.</exception>
    public Panel Read(SqliteDataReader reader, CancellationToken cancellation)
    {
        var names = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        if (CsvHeader.Find(names, format, (code, message) => Report(null, code, message, null)) is not { } header)
        {
            throw new MalformedRowsException(_issues, _problems);
        }

        var table = new LongTable(header.Values.Select(v => v.Field));
        var values = new double[header.Values.Count];
        for (var row = 1; reader.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            Add(reader, row, header, table, values);
        }

        if (_problems == 0)
        {
            try
            {
                return table.ToPanel();
            }
            catch (DuplicateRowException twice)
            {
                Report((int)twice.Second, "duplicate_row", $"{twice.Entity} on {twice.Date:yyyy-MM-dd} stands already in row {twice.First}", "one row per date and entity");
            }
        }

        throw new MalformedRowsException(_issues, _problems);
    }

    private void Add(SqliteDataReader reader, int row, CsvHeader header, LongTable table, double[] values)
    {
        if (reader.GetValue(header.Date) is not string text || !TryDate(text, out var date))
        {
            Report(row, "not_a_date", $"column '{reader.GetName(header.Date)}': '{reader.GetValue(header.Date)}' is not a date", $"a text such as {new DateOnly(2018, 2, 7).ToString(format.DateFormat ?? "yyyy-MM-dd", CultureInfo.InvariantCulture)}");
            return;
        }

        var entity = Convert.ToString(reader.GetValue(header.Entity), CultureInfo.InvariantCulture)!;
        if (entity.Length == 0)
        {
            Report(row, "no_entity", "the entity is empty", null);
            return;
        }

        for (var i = 0; i < values.Length; i++)
        {
            var value = reader.GetValue(header.Values[i].Cell);
            if (value is not (double or long or DBNull))
            {
                Report(row, "not_a_number", $"column '{header.Values[i].Field}': '{value}' is not a number", "a number, or NULL where it is missing; columns that hold none are left out of the query, or of 'columns'");
                return;
            }

            values[i] = value switch { double number => number, long number => number, _ => double.NaN };
            if (double.IsNaN(values[i]) && format.Required.Contains(header.Values[i].Field))
            {
                Report(row, "missing_value", $"column '{header.Values[i].Field}' is missing, which is forbidden here (nan: forbid)", "a number");
                return;
            }
        }

        if (!(date < format.From) && !(date > format.To) && (format.Entities.Count == 0 || format.Entities.Contains(entity)))
        {
            table.Add(date, entity, values, row);
        }
    }

    // Many programs write a date as a time of day without one.
    private bool TryDate(string text, out DateOnly date)
    {
        if (format.DateFormat is { } given)
        {
            return DateOnly.TryParseExact(text, given, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
        }

        date = default;
        return text.Length >= 10 && !text.AsSpan(10).ContainsAnyExcept(NoTime) && DateOnly.TryParseExact(text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }

    private void Report(int? row, string code, string message, string? expected)
    {
        _problems++;
        if (_issues.Count < MostIssues)
        {
            _issues.Add(new OptIssue { Severity = IssueSeverity.Error, Code = code, Message = row is null ? message : $"row {row}: {message}", File = database, Expected = expected });
        }
    }
}

/// <summary>A query finds rows that do not hold what they should; every problem is listed, up to a limit.</summary>
/// <param name="issues">The problems, each with its row.</param>
/// <param name="total">How many there are in all.</param>
public sealed class MalformedRowsException(IReadOnlyList<OptIssue> issues, long total)
    : OptException(
        "MalformedRows",
        ExitCode.Failed,
        total == 1 ? issues[0].ToString() : $"{issues[0]} (and {total - 1} more)",
        "mend the query, or describe its columns in the config (date_column, entity_column, columns, date_format); nothing was published")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;
}
