namespace OptAIC.Quant.Backtesting;

/// <summary>One fill.</summary>
/// <param name="Date">Date of the fill.</param>
/// <param name="Symbol">The name.</param>
/// <param name="Quantity">Shares; negative for a sale.</param>
/// <param name="ReferencePrice">The open or close that it fills at before slippage.</param>
/// <param name="FillPrice">The price paid or received per share.</param>
/// <param name="Commission">Commission paid.</param>
/// <param name="SlippageCost">|quantity| × |fill price − reference price|.</param>
public readonly record struct Trade(
    DateOnly Date, string Symbol, double Quantity, double ReferencePrice, double FillPrice, double Commission, double SlippageCost);
