namespace OptAIC.Quant.Backtesting;

/// <summary>The account at the close of one row.</summary>
/// <param name="Date">The row's date.</param>
/// <param name="Equity">Cash plus the value of all positions at their last known closes.</param>
/// <param name="Cash">Cash; negative when more was bought than sold and held.</param>
/// <param name="LongValue">Value of positions above 0.</param>
/// <param name="ShortValue">Value of positions below 0, itself 0 or negative.</param>
/// <param name="TradedNotional">Σ |quantity| × fill price of the row's trades.</param>
/// <param name="Commission">Commission of the row's trades.</param>
/// <param name="SlippageCost">Σ |quantity| × |fill price − reference price| of the row's trades.</param>
/// <param name="Positions">Number of names held.</param>
public readonly record struct EquityRow(
    DateOnly Date, double Equity, double Cash, double LongValue, double ShortValue, double TradedNotional, double Commission, double SlippageCost, int Positions);
