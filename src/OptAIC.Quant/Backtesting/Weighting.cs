namespace OptAIC.Quant.Backtesting;

/// <summary>How the selected names are weighted when no optimiser does it.</summary>
public enum Weighting
{
    /// <summary>The same weight for every name of a side.</summary>
    Equal,

    /// <summary>In proportion to the rank of the signal within the side, the strongest name heaviest; ties share their ranks.</summary>
    Rank,

    /// <summary>The signal less its mean over the selected names, divided by the sum of absolute values.</summary>
    Signal,
}
