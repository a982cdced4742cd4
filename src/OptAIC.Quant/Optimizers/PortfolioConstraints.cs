namespace OptAIC.Quant.Optimizers;

/// <summary>What the weights of a portfolio must satisfy; weights are fractions of equity.</summary>
public sealed record PortfolioConstraints
{
    /// <summary>No weight under 0, whatever <see cref="MinWeight"/> allows.</summary>
    public bool LongOnly { get; init; } = true;

    /// <summary>Smallest weight of a name; −∞ for none.</summary>
    public WeightBound MinWeight { get; init; } = double.NegativeInfinity;

    /// <summary>Largest weight of a name; +∞ for none.</summary>
    public WeightBound MaxWeight { get; init; } = double.PositiveInfinity;

    /// <summary>What the weights must sum to (<c>sum_to_one</c> is a budget of 1); null leaves the sum free.</summary>
    public double? Budget { get; init; } = 1;

    /// <summary>Lower and upper bounds of each name.</summary>
    /// <exception cref="InfeasibleConstraintsException">The bounds contradict each other or the budget.</exception>
    internal (double[] Lower, double[] Upper) BoundsOf(IReadOnlyList<string> names)
    {
        var (lower, upper) = (new double[names.Count], new double[names.Count]);
        for (var i = 0; i < names.Count; i++)
        {
            lower[i] = LongOnly ? Math.Max(MinWeight.For(names[i]), 0) : MinWeight.For(names[i]);
            upper[i] = MaxWeight.For(names[i]);
        }

        Feasibility.Require(this, names, lower, upper);
        return (lower, upper);
    }

    /// <summary>The constraint that the lower bound of a name comes from.</summary>
    internal string LowerConstraint(string name) => LongOnly && !(MinWeight.For(name) > 0) ? "long_only" : "min_weight";
}
