namespace OptAIC.Quant.Backtesting;

/// <summary>A name held at the close of a row.</summary>
/// <param name="Date">The row's date.</param>
/// <param name="Symbol">The name.</param>
/// <param name="Shares">Shares; negative when short.</param>
/// <param name="Price">Last known close.</param>
/// <param name="Value">Shares × price.</param>
/// <param name="Weight">Value as a fraction of the row's equity.</param>
public readonly record struct Position(DateOnly Date, string Symbol, double Shares, double Price, double Value, double Weight);
