namespace OptAIC.Quant.Optimizers;

/// <summary>What an optimiser may use. Each method says which parts it needs.</summary>
/// <param name="Names">Distinct names to weigh, in ordinal order.</param>
public sealed record OptimizationInput(IReadOnlyList<string> Names)
{
    /// <summary>Past returns of the names, for the optimiser's own estimates.</summary>
    public ReturnWindow? Returns { get; init; }

    /// <summary>A covariance that replaces the optimiser's own estimate; annualised.</summary>
    public CovarianceMatrix? Covariance { get; init; }

    /// <summary>Expected returns per year, one per name; empty when unknown.</summary>
    public ReadOnlyMemory<double> ExpectedReturns { get; init; }

    /// <summary>The signal that the names were selected by, one value per name, in its own units; empty when there is none.</summary>
    public ReadOnlyMemory<double> Signal { get; init; }

    /// <summary>Weights held now, one per name; empty when nothing is held.</summary>
    public ReadOnlyMemory<double> CurrentWeights { get; init; }
}
