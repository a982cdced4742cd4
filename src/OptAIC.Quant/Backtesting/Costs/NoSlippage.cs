namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>Trades fill at the reference price.</summary>
public sealed record NoSlippage : SlippageModel
{
    /// <inheritdoc />
    public override double Rate(double shares, double volume) => 0;
}
