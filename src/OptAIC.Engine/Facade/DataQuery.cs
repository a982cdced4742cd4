using OptAIC.Model;

namespace OptAIC.Engine.Facade;

/// <summary>Which rows of a dataset to read.</summary>
public sealed record DataQuery
{
    /// <summary>The flow whose data are wanted; <c>null</c> is the instance's only one, a model's inference.</summary>
    public FlowKind? Flow { get; init; }

    /// <summary>Instant up to which values may have become known; <c>null</c> is now. A date is the end of that day.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>First date.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last date.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Columns; none is all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Entities; none is all.</summary>
    public IReadOnlyList<string> Entities { get; init; } = [];

    /// <summary>Most rows.</summary>
    public int? Limit { get; init; }
}

/// <summary>Rows of a dataset, ordered by date and entity.</summary>
/// <param name="DataVersion">Version that was read.</param>
/// <param name="Columns">Names of the value columns.</param>
/// <param name="Rows">The rows; read once.</param>
public sealed record DataRows(string DataVersion, IReadOnlyList<string> Columns, IEnumerable<DataRow> Rows);

/// <summary>One row: values in the order of the columns, NaN where missing.</summary>
public readonly record struct DataRow(DateOnly Date, string Entity, ReadOnlyMemory<double> Values);
