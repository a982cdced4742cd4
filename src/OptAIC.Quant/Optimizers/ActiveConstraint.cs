namespace OptAIC.Quant.Optimizers;

/// <summary>A constraint that holds with equality at the solution.</summary>
/// <param name="Constraint"><c>budget</c>, <c>long_only</c>, <c>min_weight</c> or <c>max_weight</c>.</param>
/// <param name="Name">The name that it binds, or null for all.</param>
/// <param name="Bound">The number it holds at.</param>
/// <param name="Multiplier">Change of the objective per unit of the bound, in the objective's units (for variance: per year).</param>
public sealed record ActiveConstraint(string Constraint, string? Name, double Bound, double Multiplier);
