namespace OptAIC.Quant.Backtesting;

/// <summary>The price at which orders fill, on the first row after the decision that has it.</summary>
public enum FillPrice
{
    /// <summary>The open.</summary>
    NextOpen,

    /// <summary>The close.</summary>
    NextClose,
}
