namespace OptAIC.Quant.Backtesting;

/// <summary>A name and the weight that it shall have, a fraction of equity.</summary>
/// <param name="Symbol">The name.</param>
/// <param name="Weight">The weight, never 0.</param>
public readonly record struct TargetWeight(string Symbol, double Weight);
