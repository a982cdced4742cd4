namespace OptAIC.Quant.Optimizers;

/// <summary>Estimates the covariance of returns.</summary>
public interface ICovarianceEstimator
{
    /// <summary>Estimates the covariance of the names of a window.</summary>
    /// <exception cref="ArgumentException">The window has too few observations, or a value that is not finite.</exception>
    CovarianceMatrix Estimate(ReturnWindow returns);
}
