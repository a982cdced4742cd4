namespace OptAIC.Quant.Backtesting;

/// <summary>Which numbers of shares can be held.</summary>
public enum ShareUnit
{
    /// <summary>Any number.</summary>
    Fractional,

    /// <summary>Whole numbers; targets are truncated towards zero.</summary>
    Integer,
}
