namespace OptAIC.Quant.Backtesting.Costs;

/// <summary>How much worse than the reference price a trade fills: ref × (1 + rate) for buys, ref × (1 − rate) for sells.</summary>
public abstract record SlippageModel
{
    /// <summary>Whether the model depends on the day's volume; then a name without volume that day does not fill.</summary>
    public virtual bool NeedsVolume => false;

    /// <summary>The model's numbers by name, none of which may be negative.</summary>
    internal virtual IEnumerable<(string Name, double Value)> Parameters => [];

    /// <summary>The rate for a trade.</summary>
    /// <param name="shares">Shares traded, not negative.</param>
    /// <param name="volume">Shares traded by all that day; not used unless <see cref="NeedsVolume"/>.</param>
    public abstract double Rate(double shares, double volume);

    /// <summary>Most shares of a name that can fill on one day.</summary>
    public virtual double MostShares(double volume) => double.PositiveInfinity;
}
