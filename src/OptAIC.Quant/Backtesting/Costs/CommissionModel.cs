namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>
/// What a broker takes per trade: a rate of the value, plus an amount per share with a minimum and a maximum. Either may be 0.
/// </summary>
public sealed record CommissionModel
{
    /// <summary>No commission.</summary>
    public static CommissionModel None { get; } = new();

    /// <summary>Fraction of quantity × fill price: 0.0005 is 5 basis points.</summary>
    public double Rate { get; init; }

    /// <summary>Amount per share.</summary>
    public double PerShare { get; init; }

    /// <summary>Least amount of the part per share, for any trade.</summary>
    public double Minimum { get; init; }

    /// <summary>Most that the part per share may take, minimum included, as a fraction of quantity × fill price; null for no such limit.</summary>
    public double? MaximumRate { get; init; }

    /// <summary>A commission of some basis points of the value.</summary>
    public static CommissionModel BasisPoints(double basisPoints) => new() { Rate = basisPoints * 1e-4 };

    /// <summary>The commission of a trade.</summary>
    /// <param name="shares">Shares traded, not negative.</param>
    /// <param name="price">Fill price.</param>
    public double Of(double shares, double price)
    {
        var value = shares * price;
        var perShare = Math.Max(PerShare * shares, Minimum);
        if (MaximumRate is { } maximum)
        {
            perShare = Math.Min(perShare, maximum * value);
        }

        return (Rate * value) + perShare;
    }
}
