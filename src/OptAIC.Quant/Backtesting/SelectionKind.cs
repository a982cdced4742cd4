namespace OptAIC.Quant.Backtesting;

/// <summary>Which names of those with a price and a signal are held.</summary>
public enum SelectionKind
{
    /// <summary>All of them.</summary>
    All,

    /// <summary>Those with the highest signals.</summary>
    Top,

    /// <summary>Those with the lowest signals.</summary>
    Bottom,

    /// <summary>As many with the highest signals, held long, as with the lowest, held short.</summary>
    LongShort,
}
