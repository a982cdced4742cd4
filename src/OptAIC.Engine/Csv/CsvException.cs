using OptAIC.Errors;

namespace OptAIC.Engine.Csv;

/// <summary>A CSV file does not hold what it should; every problem is listed, up to a limit.</summary>
/// <param name="issues">The problems, each with file, line and column.</param>
/// <param name="total">How many there are in all.</param>
public sealed class CsvException(IReadOnlyList<OptIssue> issues, long total)
    : OptException(
        "MalformedCsv",
        ExitCode.Failed,
        total == 1 ? issues[0].ToString() : $"{issues[0]} (and {total - 1} more)",
        "mend the file, or describe its format in the config (delimiter, columns, date_format, missing_values); nothing was published")
{
    /// <inheritdoc/>
    public override IReadOnlyList<OptIssue> Issues { get; } = issues;

    /// <summary>How many problems there are in all.</summary>
    public long Total { get; } = total;
}
