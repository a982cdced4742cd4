namespace OptAIC.Quant.Optimizers;

/// <summary>Estimates the covariance of returns.</summary>
public interface ICovarianceEstimator
{
    /// <summary>Estimates the covariance of the names of a window.</summary>
    /// <param name="returns">The window.</param>
    /// <param name="cancellation">Ends the estimation.</param>
    /// <exception cref="ArgumentException">The window has too few observations, or a value that is not finite.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    CovarianceMatrix Estimate(ReturnWindow returns, CancellationToken cancellation = default);
}
