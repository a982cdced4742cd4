namespace OptAIC.Quant.Optimizers;

/// <summary>
/// The unbiased sample covariance, Σₖ(xₖ − x̄)(yₖ − ȳ) / (T − 1), times the number of periods per year.
/// Means are taken out first (two passes), so that no digits are lost to a large mean.
/// </summary>
/// <param name="PeriodsPerYear">Factor of annualisation: 252 for daily returns, 1 to keep the covariance per period.</param>
public sealed record SampleCovariance(double PeriodsPerYear = 252) : ICovarianceEstimator
{
    /// <inheritdoc />
    public CovarianceMatrix Estimate(ReturnWindow returns, CancellationToken cancellation = default)
    {
        var (n, observations) = (returns.Names.Count, returns.Observations);
        if (observations < 2)
        {
            throw new ArgumentException($"a sample covariance needs at least 2 observations; there are {observations}", nameof(returns));
        }

        var centred = new double[n * observations];
        for (var i = 0; i < n; i++)
        {
            Centre(returns.Of(i), centred.AsSpan(i * observations, observations), returns.Names[i]);
        }

        var factor = PeriodsPerYear / (observations - 1);
        var values = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var x = centred.AsSpan(i * observations, observations);
            for (var j = 0; j <= i; j++)
            {
                var covariance = DenseVector.Dot(x, centred.AsSpan(j * observations, observations)) * factor;
                values[(i * n) + j] = covariance;
                values[(j * n) + i] = covariance;
            }
        }

        return new CovarianceMatrix(returns.Names, values);
    }

    private static void Centre(ReadOnlySpan<double> series, Span<double> centred, string name)
    {
        var mean = DenseVector.Sum(series) / series.Length;
        if (!double.IsFinite(mean))
        {
            throw new ArgumentException($"the returns of '{name}' contain a value that is missing or not finite");
        }

        for (var k = 0; k < series.Length; k++)
        {
            centred[k] = series[k] - mean;
        }
    }
}
