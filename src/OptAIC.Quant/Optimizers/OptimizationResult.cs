namespace OptAIC.Quant.Optimizers;

/// <summary>The weights that an optimiser found, what they mean and how sure they are.</summary>
public sealed record OptimizationResult
{
    /// <summary>The method that found them.</summary>
    public required string Method { get; init; }

    /// <summary>The names, as in the input.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Weights, one per name; fractions of equity.</summary>
    public required IReadOnlyList<double> Weights { get; init; }

    /// <summary>Expected variance per year, wᵀΣw; null when no covariance is known.</summary>
    public double? Variance { get; init; }

    /// <summary>Expected volatility per year, √(wᵀΣw).</summary>
    public double? Volatility { get; init; }

    /// <summary>Expected return per year, wᵀμ; null when no expected returns are known.</summary>
    public double? ExpectedReturn { get; init; }

    /// <summary>Expected return over volatility.</summary>
    public double? Sharpe { get; init; }

    /// <summary>Σ|wᵢ|σᵢ over the portfolio's volatility (Choueifaty and Coignard 2008); null when that is 0.</summary>
    public double? DiversificationRatio { get; init; }

    /// <summary>Herfindahl–Hirschman index of the gross weights, Σ(wᵢ/Σ|w|)²; null when all weights are 0.</summary>
    public double? Herfindahl { get; init; }

    /// <summary>Effective number of names, 1 over the Herfindahl–Hirschman index.</summary>
    public double? EffectiveNames { get; init; }

    /// <summary>Σ|wᵢ|.</summary>
    public double GrossExposure { get; init; }

    /// <summary>Σwᵢ.</summary>
    public double NetExposure { get; init; }

    /// <summary>How the search ended.</summary>
    public SolverStatus Status { get; init; }

    /// <summary>Steps that the search took; 0 for closed forms.</summary>
    public int Iterations { get; init; }

    /// <summary>What was added to each variance because the covariance is singular; 0 when it is not.</summary>
    public double Ridge { get; init; }

    /// <summary>Constraints that hold with equality.</summary>
    public IReadOnlyList<ActiveConstraint> ActiveConstraints { get; init; } = [];

    /// <summary>Proof of optimality; null for methods that solve no program.</summary>
    public KktCertificate? Certificate { get; init; }

    /// <summary>Makes a result with all statistics that follow from the weights.</summary>
    internal static OptimizationResult Of(string method, OptimizationInput input, double[] weights, CovarianceMatrix? covariance)
    {
        var gross = weights.Sum(Math.Abs);
        var variance = covariance?.PortfolioVariance(weights);
        var volatility = variance is { } v ? Math.Sqrt(v) : (double?)null;
        var expected = input.ExpectedReturns.IsEmpty ? (double?)null : DenseVector.Dot(input.ExpectedReturns.Span, weights);
        var herfindahl = gross > 0 ? weights.Sum(w => w / gross * (w / gross)) : (double?)null;
        return new OptimizationResult
        {
            Method = method,
            Names = input.Names,
            Weights = weights,
            Variance = variance,
            Volatility = volatility,
            ExpectedReturn = expected,
            Sharpe = volatility > 0 ? expected / volatility : null,
            DiversificationRatio = volatility > 0 ? WeightedVolatility(weights, covariance!) / volatility : null,
            Herfindahl = herfindahl,
            EffectiveNames = 1 / herfindahl,
            GrossExposure = gross,
            NetExposure = DenseVector.Sum(weights),
        };
    }

    private static double WeightedVolatility(double[] weights, CovarianceMatrix covariance)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += Math.Abs(weights[i]) * Math.Sqrt(covariance[i, i]);
        }

        return sum;
    }
}
