namespace OptAIC.Quant.Backtesting;

/// <summary>How often targets are decided.</summary>
public enum RebalanceFrequency
{
    /// <summary>On the first row only.</summary>
    Once,

    /// <summary>On every row.</summary>
    Daily,

    /// <summary>On one row of every ISO week.</summary>
    Weekly,

    /// <summary>On the last row of every month.</summary>
    Monthly,

    /// <summary>On the last row of every quarter.</summary>
    Quarterly,

    /// <summary>On the first row and every n rows after it.</summary>
    EveryRows,
}
