namespace OptAIC.Definitions;

/// <summary>A column that a definition reads or writes.</summary>
/// <param name="Name">Name.</param>
/// <param name="Dtype">Type of its values, for example <c>float64</c>; <c>null</c> when any will do.</param>
public sealed record ColumnSpec(string Name, string? Dtype);
