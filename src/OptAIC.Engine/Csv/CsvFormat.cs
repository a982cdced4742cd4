namespace OptAIC.Engine.Csv;

/// <summary>How a long CSV file (a row per date and entity) is read.</summary>
internal sealed record CsvFormat
{
    public char Delimiter { get; init; } = ',';

    public char Decimal { get; init; } = '.';

    public string DateColumn { get; init; } = "date";

    /// <summary>Date pattern; <c>null</c> is ISO.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Column of the entity; <c>null</c> is the first of <c>symbol</c>, <c>entity</c>, <c>ticker</c> that is there.</summary>
    public string? EntityColumn { get; init; }

    /// <summary>Value columns in the file by the name that they get; <c>null</c> is every other column under its own name.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Cells that mean "missing", besides empty ones.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = ["NA", "NaN", "nan", "null", "N/A"];

    /// <summary>Columns (by their new names) in which a missing value is an error.</summary>
    public IReadOnlySet<string> Required { get; init; } = new HashSet<string>();

    /// <summary>Entities to keep; none is all.</summary>
    public IReadOnlySet<string> Entities { get; init; } = new HashSet<string>();

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }
}
