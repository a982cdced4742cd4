namespace OptAIC.Quant.Backtesting;

/// <summary>When target weights become numbers of shares.</summary>
public enum SizeAt
{
    /// <summary>At the decision, from the equity and the close of that row.</summary>
    Decision,

    /// <summary>At the fill, from the portfolio's value at the prices of that row before anything fills.</summary>
    Fill,
}
