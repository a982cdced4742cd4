namespace OptAIC.Definitions;

/// <summary>A column that a definition reads or writes.</summary>
/// <param name="Name">Name.</param>
/// <param name="Dtype">Type of its values, for example <c>float64</c>; <c>null</c> when any will do.</param>
/// <param name="Nullable">Whether values may be missing; <c>null</c> when nothing is said.</param>
public sealed record ColumnSpec(string Name, string? Dtype, bool? Nullable = null);
