using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Expressions;

/// <summary>A panel that an expression may read.</summary>
/// <param name="Alias">What stands before the dot in <c>alias.column</c>; <c>null</c> when its columns are only named alone.</param>
/// <param name="Panel">The data.</param>
public sealed record ExpressionInput(string? Alias, Panel Panel);
