namespace OptAIC.Quant.Backtesting;

/// <summary>Orders that wait to fill: at most one per name, to hold a number of shares or a weight of the portfolio at the fill.</summary>
internal sealed class OrderBook(int names)
{
    private enum Kind : byte
    {
        None,
        ToWeight,
        ToShares,
    }

    private readonly Kind[] _kinds = new Kind[names];
    private readonly double[] _targets = new double[names];

    public int Count { get; private set; }

    public bool Waits(int name) => _kinds[name] != Kind.None;

    /// <summary>Whether the order still has to be turned from a weight into shares.</summary>
    public bool IsToWeight(int name) => _kinds[name] == Kind.ToWeight;

    /// <summary>The shares, or for <see cref="IsToWeight"/> the weight, to hold.</summary>
    public double Target(int name) => _targets[name];

    public void Clear()
    {
        Array.Clear(_kinds);
        Count = 0;
    }

    public void ToShares(int name, double shares) => Put(name, Kind.ToShares, shares);

    public void ToWeight(int name, double weight) => Put(name, Kind.ToWeight, weight);

    public void Remove(int name) => Put(name, Kind.None, 0);

    private void Put(int name, Kind kind, double target)
    {
        Count += (kind == Kind.None ? 0 : 1) - (_kinds[name] == Kind.None ? 0 : 1);
        _kinds[name] = kind;
        _targets[name] = target;
    }
}
