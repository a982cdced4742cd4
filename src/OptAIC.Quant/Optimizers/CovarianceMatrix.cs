namespace OptAIC.Quant.Optimizers;

/// <summary>A symmetric covariance matrix of returns, in units of return squared per period (per year once annualised).</summary>
public sealed class CovarianceMatrix
{
    /// <summary>Relative difference above which two mirrored entries are two different numbers rather than rounding.</summary>
    private const double SymmetryTolerance = 1e-9;

    private readonly double[] _values;

    /// <summary>Makes a matrix over the given array, which it keeps.</summary>
    /// <param name="names">Names of rows and columns.</param>
    /// <param name="values"><c>n × n</c> values, row after row.</param>
    /// <exception cref="ArgumentException">The array is not n × n, not symmetric, not finite, or has a negative variance.</exception>
    public CovarianceMatrix(IReadOnlyList<string> names, double[] values)
    {
        Names = names;
        _values = values;
        if (values.Length != names.Count * names.Count)
        {
            throw new ArgumentException($"a covariance of {names.Count} names has {names.Count * names.Count} entries; {values.Length} were given", nameof(values));
        }

        for (var i = 0; i < names.Count; i++)
        {
            CheckRow(i);
        }
    }

    /// <summary>Names of rows and columns.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Number of names.</summary>
    public int Count => Names.Count;

    /// <summary>Covariance of two names.</summary>
    public double this[int i, int j] => _values[(i * Count) + j];

    /// <summary>All entries, row after row.</summary>
    public ReadOnlyMemory<double> Matrix => _values;

    /// <summary>Covariances of one name with all names.</summary>
    public ReadOnlySpan<double> Row(int name) => _values.AsSpan(name * Count, Count);

    /// <summary>Variance of a portfolio, wᵀΣw.</summary>
    /// <param name="weights">One weight per name.</param>
    public double PortfolioVariance(ReadOnlySpan<double> weights)
    {
        var variance = 0.0;
        for (var i = 0; i < Count; i++)
        {
            if (weights[i] != 0)
            {
                variance += weights[i] * DenseVector.Dot(Row(i), weights);
            }
        }

        return Math.Max(variance, 0);
    }

    private void CheckRow(int i)
    {
        if (!(this[i, i] >= 0) || double.IsInfinity(this[i, i]))
        {
            throw new ArgumentException($"the variance of '{Names[i]}' is {this[i, i]}; a finite number of at least 0 is needed");
        }

        for (var j = 0; j < i; j++)
        {
            var (upper, lower) = (this[j, i], this[i, j]);
            if (!(Math.Abs(upper - lower) <= SymmetryTolerance * Math.Max(Math.Abs(upper), Math.Abs(lower))))
            {
                throw new ArgumentException($"the covariance of '{Names[i]}' and '{Names[j]}' is given as {lower} and as {upper}");
            }
        }
    }
}
