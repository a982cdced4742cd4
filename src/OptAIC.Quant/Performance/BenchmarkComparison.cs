namespace OptAIC.Quant.Performance;

/// <summary>Returns against those of a benchmark on the same rows.</summary>
internal sealed record BenchmarkComparison
{
    public double? Beta { get; private init; }

    public double? Alpha { get; private init; }

    public double? TrackingError { get; private init; }

    public double? InformationRatio { get; private init; }

    public double? UpCapture { get; private init; }

    public double? DownCapture { get; private init; }

    public static BenchmarkComparison Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, double riskFree, double periods)
    {
        var active = new double[returns.Length];
        for (var k = 0; k < active.Length; k++)
        {
            active[k] = returns[k] - benchmark[k];
        }

        var (own, other, difference) = (Moments.Of(returns), Moments.Of(benchmark), Moments.Of(active));
        var beta = other.Deviation > 0 ? Covariance(returns, benchmark, own, other) / (other.Deviation * other.Deviation) : null;
        return new BenchmarkComparison
        {
            Beta = beta,
            Alpha = (own.Mean - riskFree - (beta * (other.Mean - riskFree))) * periods,
            TrackingError = difference.Deviation * Math.Sqrt(periods),
            InformationRatio = difference.Deviation > 0 ? difference.Mean / difference.Deviation * Math.Sqrt(periods) : null,
            UpCapture = Capture(returns, benchmark, +1),
            DownCapture = Capture(returns, benchmark, -1),
        };
    }

    private static double? Covariance(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Moments ofX, Moments ofY)
    {
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            sum += (x[k] - ofX.Mean!.Value) * (y[k] - ofY.Mean!.Value);
        }

        return sum / (x.Length - 1);
    }

    private static double? Capture(ReadOnlySpan<double> returns, ReadOnlySpan<double> benchmark, int side)
    {
        var (own, other) = (0.0, 0.0);
        for (var k = 0; k < returns.Length; k++)
        {
            if (Math.Sign(benchmark[k]) == side)
            {
                own += returns[k];
                other += benchmark[k];
            }
        }

        return other == 0 ? null : own / other;
    }
}
