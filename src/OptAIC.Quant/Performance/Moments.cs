namespace OptAIC.Quant.Performance;

/// <summary>Sample moments of returns, in two passes.</summary>
internal sealed record Moments
{
    /// <summary>A deviation this small against the mean is rounding: the values are constant.</summary>
    private const double Rounding = 1e-12;

    private Moments(int count, double mean, double second, double third, double fourth)
    {
        Count = count;
        Mean = count >= 1 ? mean : null;
        var isSpread = second > 0 && Math.Sqrt(second) > Rounding * Math.Abs(mean);
        Deviation = count < 2 ? null : isSpread ? Math.Sqrt(second * count / (count - 1)) : 0;
        PopulationSkew = isSpread ? third / Math.Pow(second, 1.5) : null;
        PopulationKurtosis = isSpread ? fourth / (second * second) : null;
    }

    public int Count { get; }

    public double? Mean { get; }

    /// <summary>Sample standard deviation, ddof 1; null under 2 values.</summary>
    public double? Deviation { get; }

    /// <summary>g₁ = m₃ / m₂^1.5.</summary>
    public double? PopulationSkew { get; }

    /// <summary>m₄ / m₂², 3 for a normal distribution.</summary>
    public double? PopulationKurtosis { get; }

    /// <summary>G₁ = g₁ √(n(n−1)) / (n−2) (Joanes and Gill 1998); null under 3 values.</summary>
    public double? SampleSkew => Count < 3 ? null : PopulationSkew * Math.Sqrt(Count * (Count - 1.0)) / (Count - 2);

    /// <summary>G₂ = (n−1)/((n−2)(n−3)) ((n+1)g₂ + 6), excess (Joanes and Gill 1998); null under 4 values.</summary>
    public double? SampleExcessKurtosis =>
        Count < 4 ? null : (Count - 1.0) / ((Count - 2.0) * (Count - 3.0)) * (((Count + 1.0) * (PopulationKurtosis - 3)) + 6);

    public static Moments Of(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var (second, third, fourth) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var deviation = value - mean;
            var square = deviation * deviation;
            second += square;
            third += square * deviation;
            fourth += square * square;
        }

        var n = values.Length;
        return new Moments(n, mean, second / n, third / n, fourth / n);
    }
}
