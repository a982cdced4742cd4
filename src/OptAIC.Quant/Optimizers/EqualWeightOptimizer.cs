using OptAIC.Quant.Optimizers.QuadraticProgramming;

namespace OptAIC.Quant.Optimizers;

/// <summary>
/// The same weight for every name, budget / n. Where bounds of single names forbid it, the weights nearest to it (least
/// squares) that satisfy them. Without a budget, weights sum to 1 before the bounds.
/// </summary>
/// <param name="constraints">What the weights must satisfy.</param>
/// <param name="estimator">Covariance for the reported volatility, when returns are given; never changes the weights.</param>
public sealed class EqualWeightOptimizer(PortfolioConstraints constraints, ICovarianceEstimator? estimator = null) : IPortfolioOptimizer
{
    /// <inheritdoc />
    public string Method => "equal_weight";

    /// <inheritdoc />
    public OptimizationResult Optimize(OptimizationInput input, CancellationToken cancellation = default)
    {
        var (lower, upper) = constraints.BoundsOf(input.Names);
        var weights = new double[input.Names.Count];
        Array.Fill(weights, (constraints.Budget ?? 1) / weights.Length);
        if (!WithinBounds(weights, lower, upper))
        {
            BoxBudgetProjection.Apply(weights, lower, upper, constraints.Budget);
        }

        var covariance = input.Covariance ?? (input.Returns is { } returns ? estimator?.Estimate(returns, cancellation) : null);
        return OptimizationResult.Of(Method, input, weights, covariance);
    }

    private static bool WithinBounds(double[] weights, double[] lower, double[] upper)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] < lower[i] || weights[i] > upper[i])
            {
                return false;
            }
        }

        return true;
    }
}
