using System.Runtime.InteropServices;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Backtesting;

/// <summary>Writes down what happens, row by row.</summary>
internal sealed class Journal(PanelIndex index, RowRange range, int positionsPerRow)
{
    private readonly int[] _sides = new int[index.Count];
    private double _tradedNotional;
    private double _commission;
    private double _slippageCost;

    public List<EquityRow> Equity { get; } = new(range.Last - range.First + 1);

    public List<Trade> Trades { get; } = [];

    public List<Position> Positions { get; } = new((range.Last - range.First + 1) * positionsPerRow);

    public List<Decision> Decisions { get; } = [];

    /// <summary>How often a name came to be held, long or short, after not being held that way.</summary>
    public int Spells { get; private set; }

    public void Fill(int row, int name, double quantity, double reference, double price, double commission)
    {
        var slippageCost = Math.Abs(quantity) * Math.Abs(price - reference);
        Trades.Add(new Trade(index.Dates[row], index.Entities[name], quantity, reference, price, commission, slippageCost));
        _tradedNotional += Math.Abs(quantity) * price;
        _commission += commission;
        _slippageCost += slippageCost;
    }

    /// <summary>Closes a row: its positions and its equity, which is returned.</summary>
    public double Close(int row, Account account)
    {
        var (longValue, shortValue) = (0.0, 0.0);
        var first = Positions.Count;
        for (var e = 0; e < account.Shares.Length; e++)
        {
            var side = Math.Sign(account.Shares[e]);
            Spells += side != 0 && side != _sides[e] ? 1 : 0;
            _sides[e] = side;
            if (side == 0)
            {
                continue;
            }

            var value = account.Shares[e] * account.LastClose[e];
            longValue += Math.Max(value, 0);
            shortValue += Math.Min(value, 0);
            Positions.Add(new Position(index.Dates[row], index.Entities[e], account.Shares[e], account.LastClose[e], value, 0));
        }

        var equity = account.Cash + longValue + shortValue;
        foreach (ref var position in CollectionsMarshal.AsSpan(Positions)[first..])
        {
            position = position with { Weight = position.Value / equity };
        }

        Equity.Add(new EquityRow(index.Dates[row], equity, account.Cash, longValue, shortValue, _tradedNotional, _commission, _slippageCost, Positions.Count - first));
        (_tradedNotional, _commission, _slippageCost) = (0, 0, 0);
        return equity;
    }
}
