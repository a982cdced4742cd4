namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>The same rate for every trade.</summary>
/// <param name="BasisPoints">The rate, in basis points of the reference price.</param>
public sealed record FixedSlippage(double BasisPoints) : SlippageModel
{
    internal override IEnumerable<(string Name, double Value)> Parameters => [("bps", BasisPoints)];

    /// <inheritdoc />
    public override double Rate(double shares, double volume) => BasisPoints * 1e-4;
}
