using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Backtesting.Costs;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class ProcedureTests
{
    private static readonly BacktestSettings Daily = new()
    {
        Rebalance = new RebalanceRule(RebalanceFrequency.Daily),
        InitialCash = 1000,
    };

    private static readonly BacktestSettings Once = Daily with { Rebalance = new RebalanceRule(RebalanceFrequency.Once) };

    [Fact]
    public void What_is_decided_on_a_row_fills_on_the_next_open()
    {
        var data = Market.Of([10, 20, 40]) with { Open = new double[] { 9, 16, 30 } };

        var result = Backtest.Run(Once, data);

        var trade = Assert.Single(result.Trades);
        Assert.Equal((data.Index.Dates[1], 100, 16), (trade.Date, trade.Quantity, trade.ReferencePrice));
        Assert.Equal([1000, 1400, 3400], result.Equity.Select(row => row.Equity));
    }

    [Fact]
    public void Sizing_at_the_fill_uses_the_prices_of_the_fill()
    {
        var data = Market.Of([10, 20, 40]);

        var result = Backtest.Run(Once with { SizeAt = SizeAt.Fill, Gross = 0.5 }, data);

        Assert.Equal(25, Assert.Single(result.Trades).Quantity);
    }

    [Fact]
    public void The_last_row_decides_nothing()
    {
        var result = Backtest.Run(Daily, Market.Of([10, 11, 12]));

        Assert.Equal(2, result.Decisions.Count);
    }

    [Fact]
    public void A_name_without_a_price_stays_pending_until_it_has_one()
    {
        var data = Market.Of([10, 10, 10, 10]) with { Open = new[] { 10, double.NaN, double.NaN, 8 } };

        var trade = Assert.Single(Backtest.Run(Once, data).Trades);

        Assert.Equal((data.Index.Dates[3], 8), (trade.Date, trade.ReferencePrice));
    }

    [Fact]
    public void A_new_decision_replaces_pending_orders()
    {
        var data = Market.Of([10, 10, 10, 10], [10, 10, 10, 10]) with
        {
            Open = Market.Flat([10, double.NaN, 10, 10], [10, 10, 10, 10]),
            Signals = [Market.Flat([2, 1, 1, 1], [1, 2, 2, 2])],
        };

        var result = Backtest.Run(Daily with { Select = Selection.Top(1) }, data);

        Assert.Equal(["B"], result.Trades.Select(trade => trade.Symbol).Distinct());
    }

    [Fact]
    public void Names_that_are_no_longer_targeted_are_sold_before_others_are_bought()
    {
        var data = Market.Of([10, 10, 10, 10], [10, 10, 10, 10]) with { Signals = [Market.Flat([1, 2, 2, 2], [2, 1, 1, 1])] };

        var result = Backtest.Run(Daily with { Select = Selection.Top(1) }, data);

        Assert.Equal([("B", 100), ("B", -100), ("A", 100)], result.Trades.Select(trade => (trade.Symbol, trade.Quantity)));
        Assert.Equal(1000, result.Equity[^1].Equity);
    }

    [Fact]
    public void A_missing_close_is_marked_at_the_last_known_one()
    {
        var result = Backtest.Run(Once, Market.Of([10, 10, 12, double.NaN, 15]));

        Assert.Equal([1000, 1000, 1200, 1200, 1500], result.Equity.Select(row => row.Equity));
    }

    [Fact]
    public void Integer_shares_are_truncated()
    {
        var result = Backtest.Run(Once with { Shares = ShareUnit.Integer }, Market.Of([300, 300, 300]));

        Assert.Equal(3, Assert.Single(result.Trades).Quantity);
        Assert.Equal(100, result.Equity[^1].Cash);
    }

    [Fact]
    public void Short_sides_have_negative_shares_and_value()
    {
        var data = Market.Of([10, 10, 11], [10, 10, 9]) with { Signals = [Market.Flat([1, 1, 1], [2, 2, 2])] };

        var result = Backtest.Run(Once with { Select = Selection.LongShort(1) }, data);

        Assert.Equal([("A", -0.5), ("B", 0.5)], result.Decisions[0].Targets.Select(target => (target.Symbol, target.Weight)));
        Assert.Equal((450, -550, 900), (result.Equity[^1].LongValue, result.Equity[^1].ShortValue, result.Equity[^1].Equity));
    }

    [Fact]
    public void Names_outside_the_universe_of_the_date_are_not_held()
    {
        var data = Market.Of([10, 10, 10, 10], [10, 10, 10, 10]) with
        {
            Universe = Universe.Where((date, name) => name == "A" == date < Market.Monday.AddDays(1)),
        };

        var result = Backtest.Run(Daily, data);

        Assert.Equal(["A", "B"], result.Decisions.Take(2).Select(decision => Assert.Single(decision.Targets).Symbol));
    }

    [Fact]
    public void Rebalance_rows_before_the_first_signal_are_no_decisions_and_later_ones_without_any_go_to_cash()
    {
        var data = Market.Of(Market.Constant(10, 5)) with { Signals = [new[] { double.NaN, 1, double.NaN, double.NaN, 1 }] };

        var result = Backtest.Run(Daily, data);

        Assert.Equal([1, 0, 0], result.Decisions.Select(decision => decision.Targets.Count));
        Assert.Equal([0, 0, 1, 0, 0], result.Equity.Select(row => row.Positions));
        Assert.Equal(3, result.Metrics.Observations);
    }

    [Fact]
    public void A_date_range_limits_the_rows_but_not_the_history()
    {
        var data = Market.Of([10, 11, 12, 13, 14, 15]);
        var settings = Once with { Start = data.Index.Dates[3], End = data.Index.Dates[4], Lookback = 2 };

        var result = Backtest.Run(settings, data, new EqualWeightOptimizer(new PortfolioConstraints()));

        Assert.Equal([data.Index.Dates[3], data.Index.Dates[4]], result.Equity.Select(row => row.Date));
        Assert.Single(result.Decisions);
    }

    [Fact]
    public void An_optimiser_gets_the_names_without_gaps_and_their_returns()
    {
        var data = Market.Of([10, 11, 12.1, 12.1], [10, double.NaN, 10, 10], [10, 5, 5, 5]);
        var optimizer = new Recorder();
        var rebalance = new RebalanceRule(RebalanceFrequency.EveryRows, 2);

        Backtest.Run(Daily with { Lookback = 2, Rebalance = rebalance, AuditedDecisions = 0 }, data, optimizer);

        var input = Assert.Single(optimizer.Inputs);
        Assert.Equal(["A", "C"], input.Names);
        Assert.Equal([0.1, 0.1], input.Returns!.Of(0).ToArray(), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal([-0.5, 0], input.Returns.Of(1).ToArray());
    }

    [Fact]
    public void An_optimiser_that_cannot_decide_names_the_date()
    {
        var data = Market.Of([10, 11, 12, 13]);
        var capped = new MinVarianceOptimizer(new PortfolioConstraints { MaxWeight = 0.5 }, new SampleCovariance());

        var error = Assert.Throws<DecisionFailedException>(() => Backtest.Run(Daily with { Lookback = 2 }, data, capped));

        Assert.Equal(data.Index.Dates[2], error.Date);
        Assert.IsType<InfeasibleConstraintsException>(error.InnerException);
    }

    [Fact]
    public void Capped_orders_fill_over_several_days()
    {
        var data = Market.Of(Market.Constant(10, 5)) with { Volume = Market.Constant(1010, 5) };

        var result = Backtest.Run(Once with { Slippage = new VolumeShareSlippage(Limit: 0.04, Capped: true) }, data);

        Assert.Equal([40, 40, 20], result.Trades.Select(trade => trade.Quantity));
    }

    [Fact]
    public void Nothing_fills_without_volume_when_slippage_depends_on_it()
    {
        var data = Market.Of(Market.Constant(10, 4)) with { Volume = new[] { 0, 0, double.NaN, 500 } };

        var trade = Assert.Single(Backtest.Run(Once with { Slippage = new LinearSlippage(100) }, data).Trades);

        Assert.Equal(data.Index.Dates[3], trade.Date);
        Assert.Equal(10 * (1 + (0.01 * 100 / 500)), trade.FillPrice, 1e-12);
    }

    [Fact]
    public void Costs_leave_the_account()
    {
        var settings = Once with { Commission = CommissionModel.BasisPoints(10), Slippage = new FixedSlippage(100), Gross = 0.5 };

        var row = Backtest.Run(settings, Market.Of([10, 10, 10])).Equity[1];

        Assert.Equal(505, row.TradedNotional, 1e-9);
        Assert.Equal(0.505, row.Commission, 1e-9);
        Assert.Equal(5, row.SlippageCost, 1e-9);
        Assert.Equal(1000 - 505 - 0.505 + 500, row.Equity, 1e-9);
    }

    [Fact]
    public void Equity_that_is_lost_ends_the_run()
    {
        var data = Market.Of([10, 10, 40, 40], [10, 10, 10, 10]) with { Signals = [Market.Flat([1, 1, 1, 1], [2, 2, 2, 2])] };

        Assert.Throws<DecisionFailedException>(() => Backtest.Run(Daily with { Select = Selection.LongShort(1), Gross = 2 }, data));
    }

    [Fact]
    public void A_cancelled_run_stops() =>
        Assert.Throws<OperationCanceledException>(() => Backtest.Run(Once, Market.Of([10, 10]), cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void A_run_that_is_cancelled_within_a_decision_ends_there()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        Assert.ThrowsAny<OperationCanceledException>(() => Backtest.Run(Daily with { Lookback = 2 }, Market.Of(Market.Constant(10, 6), Market.Constant(20, 6)), new Endless(), cancellation: cancelled.Token));
    }

    [Fact]
    public void Holding_periods_count_rows_per_spell()
    {
        var data = Market.Of(Market.Constant(10, 6), Market.Constant(10, 6)) with
        {
            Signals = [Market.Flat([2, 2, 1, 1, 1, 1], [1, 1, 2, 2, 2, 2])],
        };

        var metrics = Backtest.Run(Daily with { Select = Selection.Top(1) }, data).Metrics;

        Assert.Equal(2.5, metrics.AverageHoldingPeriod);
        Assert.Equal(3, metrics.Trades);
    }

    private sealed class Recorder : IPortfolioOptimizer
    {
        private readonly EqualWeightOptimizer _inner = new(new PortfolioConstraints());

        public List<OptimizationInput> Inputs { get; } = [];

        public string Method => "recorder";

        public OptimizationResult Optimize(OptimizationInput input, CancellationToken cancellation = default)
        {
            Inputs.Add(input);
            return _inner.Optimize(input, cancellation);
        }
    }

    // What takes its time in a decision is told to stop, not only what comes between two of them.
    private sealed class Endless : IPortfolioOptimizer
    {
        public string Method => "endless";

        public OptimizationResult Optimize(OptimizationInput input, CancellationToken cancellation = default)
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException("nobody cancelled");
        }
    }
}
