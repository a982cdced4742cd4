using System.Globalization;

namespace OptAIC.Quant.Optimizers;

/// <summary>Finds out which constraints of an optimisation cannot hold together.</summary>
internal static class Feasibility
{
    /// <summary>Sums of bounds may miss the budget by this much: rounding of numbers such as 1/3.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Throws when no weights can satisfy the constraints.</summary>
    public static void Require(PortfolioConstraints constraints, IReadOnlyList<string> names, double[] lower, double[] upper)
    {
        var conflicts = new List<ConstraintConflict>();
        conflicts.AddRange(BoundConflicts(constraints, names, lower, upper));
        if (conflicts.Count == 0 && constraints.Budget is { } budget)
        {
            conflicts.AddRange(BudgetConflicts(constraints, names.Count, lower, upper, budget));
        }

        if (conflicts.Count > 0)
        {
            throw new InfeasibleConstraintsException(conflicts);
        }
    }

    private static IEnumerable<ConstraintConflict> BoundConflicts(PortfolioConstraints constraints, IReadOnlyList<string> names, double[] lower, double[] upper)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (!(lower[i] <= upper[i]))
            {
                yield return new ConstraintConflict(
                    [constraints.LowerConstraint(names[i]), "max_weight"],
                    $"the weight of '{names[i]}' must be at least {Text(lower[i])} and at most {Text(upper[i])}");
            }
        }
    }

    private static IEnumerable<ConstraintConflict> BudgetConflicts(PortfolioConstraints constraints, int count, double[] lower, double[] upper, double budget)
    {
        if (lower.Sum() > budget + Tolerance)
        {
            var constraint = constraints.LongOnly && budget < 0 ? "long_only" : "min_weight";
            yield return new ConstraintConflict(
                [constraint, "budget"],
                $"the smallest weights of the {count} names sum to {Text(lower.Sum())}, more than the budget of {Text(budget)}");
        }

        if (upper.Sum() < budget - Tolerance)
        {
            yield return new ConstraintConflict(
                ["max_weight", "budget"],
                $"the largest weights of the {count} names sum to {Text(upper.Sum())}, less than the budget of {Text(budget)}");
        }
    }

    private static string Text(double value) => value.ToString("0.############", CultureInfo.InvariantCulture);
}
