namespace OptAIC.Quant.Signals;

/// <summary>How a value breaks a signal spec.</summary>
public enum SignalViolationKind
{
    /// <summary>Under the minimum.</summary>
    BelowMinimum,

    /// <summary>Over the maximum.</summary>
    AboveMaximum,

    /// <summary>NaN where it is not allowed.</summary>
    Missing,

    /// <summary>Infinite on a side without a bound.</summary>
    Infinite,
}
