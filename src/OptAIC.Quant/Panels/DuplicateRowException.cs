using System.Globalization;

namespace OptAIC.Quant.Panels;

/// <summary>Two rows of a long table have the same date and entity.</summary>
public sealed class DuplicateRowException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="date">Date of both rows.</param>
    /// <param name="entity">Entity of both rows.</param>
    /// <param name="first">Position of the row that was added first.</param>
    /// <param name="second">Position of the row that was added later.</param>
    public DuplicateRowException(DateOnly date, string entity, long first, long second)
        : base(string.Create(CultureInfo.InvariantCulture, $"rows {first} and {second} are both for {entity} on {date:yyyy-MM-dd}; one row per date and entity is expected"))
    {
        Date = date;
        Entity = entity;
        First = first;
        Second = second;
    }

    /// <summary>Date of both rows.</summary>
    public DateOnly Date { get; }

    /// <summary>Entity of both rows.</summary>
    public string Entity { get; }

    /// <summary>Position of the row that was added first.</summary>
    public long First { get; }

    /// <summary>Position of the row that was added later.</summary>
    public long Second { get; }
}
