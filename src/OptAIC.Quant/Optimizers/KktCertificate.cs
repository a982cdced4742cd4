namespace OptAIC.Quant.Optimizers;

/// <summary>
/// How far a point is from the Karush–Kuhn–Tucker conditions, which for a convex program prove optimality
/// (Boyd and Vandenberghe, <i>Convex Optimization</i>, 5.5.3). Residuals of gradients and multipliers are divided by the
/// largest variance, so that they do not depend on units.
/// </summary>
/// <param name="Stationarity">Largest component of the gradient that the multipliers leave unexplained.</param>
/// <param name="Primal">Largest violation of a bound or of the budget.</param>
/// <param name="Dual">Largest multiplier of the wrong sign.</param>
/// <param name="Complementarity">Largest product of a multiplier and the slack of its bound.</param>
public sealed record KktCertificate(double Stationarity, double Primal, double Dual, double Complementarity)
{
    /// <summary>What each residual must not exceed for a point to count as optimal.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Whether all four conditions hold within <see cref="Tolerance"/>.</summary>
    public bool Holds =>
        Stationarity <= Tolerance && Primal <= Tolerance && Dual <= Tolerance && Complementarity <= Tolerance;
}
