namespace OptAIC.Quant.Optimizers;

/// <summary>Constraints that cannot hold together.</summary>
/// <param name="Constraints">Names of the constraints in conflict, such as <c>max_weight</c> and <c>budget</c>.</param>
/// <param name="Message">Why they cannot hold together, in one line with the numbers.</param>
public sealed record ConstraintConflict(IReadOnlyList<string> Constraints, string Message);
