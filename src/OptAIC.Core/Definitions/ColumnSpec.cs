namespace OptAIC.Definitions;

/// <summary>A column that a definition reads or writes.</summary>
/// <param name="Name">Name.</param>
/// <param name="Dtype">Type of its values, for example <c>float64</c>; <c>null</c> when any will do.</param>
/// <param name="Nullable">Whether values may be missing; <c>null</c> when nothing is said.</param>
/// <param name="Role">Of a column that is read: the role of the upstreams that give it; <c>null</c> when every upstream does.</param>
public sealed record ColumnSpec(string Name, string? Dtype, bool? Nullable = null, string? Role = null)
{
    // The axes of all data: they are there whatever they were called in the files.
    private static readonly string[] EntityNames = ["entity", "symbol", "ticker"];

    /// <summary>Whether it is the date or the entity of a row, which are always there.</summary>
    public bool IsAxis =>
        (Name == "date" && Dtype is null or "date" or "datetime") || (Array.IndexOf(EntityNames, Name) >= 0 && Dtype is null or "string");
}
