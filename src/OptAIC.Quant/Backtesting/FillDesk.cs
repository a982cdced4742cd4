namespace OptAIC.Quant.Backtesting;

/// <summary>Takes orders and fills them at a row's prices: sells before buys, names in ordinal order.</summary>
internal sealed class FillDesk(BacktestSettings settings, BacktestData data, Account account, OrderBook orders, Journal journal)
{
    private readonly ReadOnlyMemory<double> _prices = settings.FillOn(data) == FillPrice.NextOpen ? data.Open : data.Close;

    public void Fill(int row)
    {
        if (orders.Count == 0)
        {
            return;
        }

        SizeOrders(row);
        Pass(row, sells: true);
        Pass(row, sells: false);
    }

    /// <summary>Orders target weights in place of all orders that wait, at the account's last known closes.</summary>
    public void Order(ReadOnlySpan<double> weights, double equity)
    {
        orders.Clear();
        for (var e = 0; e < weights.Length; e++)
        {
            if (weights[e] == 0 && account.Shares[e] == 0)
            {
                continue;
            }

            if (settings.SizeAt == SizeAt.Fill)
            {
                orders.ToWeight(e, weights[e]);
            }
            else
            {
                orders.ToShares(e, weights[e] == 0 ? 0 : Holdable(weights[e] * equity / account.LastClose[e]));
            }
        }
    }

    /// <summary>Turns weights into shares, all from the value of the portfolio before anything fills on this row.</summary>
    private void SizeOrders(int row)
    {
        var prices = Row(_prices, row);
        var value = account.ValueAt(prices);
        for (var e = 0; e < data.Index.Count; e++)
        {
            if (orders.IsToWeight(e) && !double.IsNaN(prices[e]))
            {
                orders.ToShares(e, Holdable(orders.Target(e) * value / prices[e]));
            }
        }
    }

    private void Pass(int row, bool sells)
    {
        var prices = Row(_prices, row);
        for (var e = 0; e < data.Index.Count; e++)
        {
            if (!orders.Waits(e) || orders.IsToWeight(e) || double.IsNaN(prices[e]))
            {
                continue;
            }

            var quantity = orders.Target(e) - account.Shares[e];
            if (quantity == 0)
            {
                orders.Remove(e);
            }
            else if (quantity < 0 == sells)
            {
                FillOne(row, e, quantity, prices[e]);
            }
        }
    }

    private void FillOne(int row, int name, double quantity, double reference)
    {
        var volume = settings.Slippage.NeedsVolume ? Row(data.Volume, row)[name] : 0;
        if (settings.Slippage.NeedsVolume && !(volume > 0))
        {
            return;
        }

        var shares = Math.Min(Math.Abs(quantity), settings.Slippage.MostShares(volume));
        if (shares == 0)
        {
            return;
        }

        var rate = settings.Slippage.Rate(shares, volume);
        var price = quantity > 0 ? reference * (1 + rate) : reference * Math.Max(1 - rate, 0);
        var commission = settings.Commission.Of(shares, price);
        if (shares == Math.Abs(quantity))
        {
            orders.Remove(name);
        }

        var filled = Math.CopySign(shares, quantity);
        account.Trade(name, filled, price, commission);
        journal.Fill(row, name, filled, reference, price, commission);
    }

    private double Holdable(double shares) => settings.Shares == ShareUnit.Integer ? Math.Truncate(shares) : shares;

    private RowView Row(ReadOnlyMemory<double> values, int row) => new(values.Span, data.Index.Rows, row);
}
