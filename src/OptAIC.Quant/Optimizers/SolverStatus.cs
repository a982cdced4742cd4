namespace OptAIC.Quant.Optimizers;

/// <summary>How an optimisation ended.</summary>
public enum SolverStatus
{
    /// <summary>The weights are optimal; the certificate proves it.</summary>
    Optimal,

    /// <summary>
    /// The weights are optimal, but the covariance is singular where it matters, so others may be as good; of those, the
    /// ones of (nearly) least norm are given.
    /// </summary>
    OptimalSingular,

    /// <summary>The iterations ran out, or the certificate is not good enough; the weights are feasible.</summary>
    IterationLimit,
}
