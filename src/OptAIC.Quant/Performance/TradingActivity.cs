namespace OptAIC.Quant.Performance;

/// <summary>What an account traded over the rows that are measured.</summary>
public sealed record TradingActivity
{
    /// <summary>Number of fills.</summary>
    public int Trades { get; init; }

    /// <summary>Σ |quantity| × fill price.</summary>
    public double TradedNotional { get; init; }

    /// <summary>Commission paid.</summary>
    public double Commission { get; init; }

    /// <summary>Cost of slippage against the reference prices.</summary>
    public double SlippageCost { get; init; }

    /// <summary>Mean number of rows that a name was held in one go; null when nothing was held.</summary>
    public double? AverageHoldingRows { get; init; }
}
