using OptAIC.Quant.Backtesting;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class SelectionTests
{
    [Fact]
    public void Ties_are_broken_by_ordinal_name()
    {
        Assert.Equal([("A", 0.5), ("B", 0.5)], Targets(Selection.Top(2), Weighting.Equal, 1, 1, 1));
        Assert.Equal([("A", 0.5), ("B", 0.5)], Targets(Selection.Bottom(2), Weighting.Equal, 1, 1, 1));
    }

    [Fact]
    public void Top_and_bottom_take_the_ends()
    {
        Assert.Equal([("B", 0.5), ("C", 0.5)], Targets(Selection.Top(2), Weighting.Equal, 1, 3, 2));
        Assert.Equal([("A", 0.5), ("C", 0.5)], Targets(Selection.Bottom(2), Weighting.Equal, 1, 3, 2));
    }

    [Fact]
    public void Names_without_a_signal_are_left_out() =>
        Assert.Equal([("A", 1)], Targets(Selection.Top(2), Weighting.Equal, 1, double.NaN));

    [Fact]
    public void Rank_weights_are_proportional_to_ranks_and_ties_share() =>
        Assert.Equal([("A", 0.1), ("B", 0.25), ("C", 0.25), ("D", 0.4)], Targets(Selection.All, Weighting.Rank, 1, 7, 7, 9));

    [Fact]
    public void Signal_weights_are_demeaned_and_have_the_gross() =>
        Assert.Equal([("A", -0.5), ("C", 0.5)], Targets(Selection.All, Weighting.Signal, 1, 2, 3));

    [Fact]
    public void Equal_signals_have_no_signal_weights() =>
        Assert.Empty(Targets(Selection.All, Weighting.Signal, 2, 2));

    [Fact]
    public void Long_short_never_holds_a_name_on_both_sides() =>
        Assert.Equal([("A", -0.5), ("C", 0.5)], Targets(Selection.LongShort(5), Weighting.Equal, 1, 2, 3));

    [Fact]
    public void Secondary_signals_are_combined_by_the_mean_of_z_scores()
    {
        var data = Market.Of([10, 10, 10], [10, 10, 10], [10, 10, 10]) with
        {
            // z-scores: (−1, 0, 1) and (1.15, −0.58, −0.58); their mean ranks A over C over B.
            Signals = [Market.Flat([1, 1, 1], [2, 2, 2], [3, 3, 3]), Market.Flat([900, 900, 900], [0, 0, 0], [0, 0, 0])],
        };

        Assert.Equal("C", First(data, Selection.Top(1)));
        Assert.Equal("B", First(data, Selection.Bottom(1)));
    }

    private static string First(BacktestData data, Selection selection) =>
        Backtest.Run(new BacktestSettings { Select = selection, Rebalance = new RebalanceRule(RebalanceFrequency.Once) }, data).Decisions[0].Targets[0].Symbol;

    private static (string, double)[] Targets(Selection selection, Weighting weighting, params double[] signals)
    {
        var data = Market.Of([.. signals.Select(_ => Market.Constant(10, 2))]) with
        {
            Signals = [Market.Flat([.. signals.Select(signal => Market.Constant(signal, 2))])],
        };
        var settings = new BacktestSettings { Select = selection, Weighting = weighting, Rebalance = new RebalanceRule(RebalanceFrequency.Once) };
        var decisions = Backtest.Run(settings, data).Decisions;
        return [.. decisions.SelectMany(decision => decision.Targets).Select(target => (target.Symbol, Math.Round(target.Weight, 12)))];
    }
}
