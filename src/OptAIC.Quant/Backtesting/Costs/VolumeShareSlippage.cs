namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>
/// Quadratic impact of the share of the volume, k × min(shares ÷ volume, limit)²: the volume-share model known from Zipline.
/// </summary>
/// <param name="Impact">The constant k.</param>
/// <param name="Limit">Share of the volume above which the rate stops growing, and above which a capped order does not fill.</param>
/// <param name="Capped">Whether at most limit × volume shares (whole ones) fill per name and day, the rest staying pending.</param>
public sealed record VolumeShareSlippage(double Impact = 0.1, double Limit = 0.025, bool Capped = false) : SlippageModel
{
    /// <inheritdoc />
    public override bool NeedsVolume => true;

    internal override IEnumerable<(string Name, double Value)> Parameters => [("k", Impact), ("limit", Limit)];

    /// <inheritdoc />
    public override double Rate(double shares, double volume)
    {
        var participation = Math.Min(shares / volume, Limit);
        return Impact * participation * participation;
    }

    /// <inheritdoc />
    public override double MostShares(double volume) => Capped ? Math.Floor(Limit * volume) : double.PositiveInfinity;
}
