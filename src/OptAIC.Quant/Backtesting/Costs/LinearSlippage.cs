namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>A rate in proportion to the participation, shares traded ÷ volume.</summary>
/// <param name="BasisPoints">The rate at a participation of 1, in basis points of the reference price.</param>
public sealed record LinearSlippage(double BasisPoints) : SlippageModel
{
    /// <inheritdoc />
    public override bool NeedsVolume => true;

    internal override IEnumerable<(string Name, double Value)> Parameters => [("bps", BasisPoints)];

    /// <inheritdoc />
    public override double Rate(double shares, double volume) => BasisPoints * 1e-4 * (shares / volume);
}
