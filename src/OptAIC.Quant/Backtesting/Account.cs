namespace OptAIC.Quant.Backtesting;

/// <summary>Cash, shares and the last known close of every name.</summary>
internal sealed class Account(double cash, int names)
{
    private readonly double[] _shares = new double[names];
    private readonly double[] _lastClose = new double[names];

    public double Cash { get; private set; } = cash;

    public ReadOnlySpan<double> Shares => _shares;

    public ReadOnlySpan<double> LastClose => _lastClose;

    public void Trade(int name, double quantity, double price, double commission)
    {
        _shares[name] += quantity;
        Cash -= (quantity * price) + commission;
    }

    /// <summary>Takes note of a row's closes.</summary>
    public void Mark(RowView closes)
    {
        for (var e = 0; e < _lastClose.Length; e++)
        {
            var close = closes[e];
            if (!double.IsNaN(close))
            {
                _lastClose[e] = close;
            }
        }
    }

    /// <summary>Cash plus all shares at a row's prices, at the last known close where a price is missing.</summary>
    public double ValueAt(RowView prices)
    {
        var value = Cash;
        for (var e = 0; e < _shares.Length; e++)
        {
            if (_shares[e] != 0)
            {
                var price = prices[e];
                value += _shares[e] * (double.IsNaN(price) ? _lastClose[e] : price);
            }
        }

        return value;
    }
}
