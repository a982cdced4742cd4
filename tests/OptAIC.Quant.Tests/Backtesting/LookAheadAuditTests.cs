using OptAIC.Quant.Backtesting;
using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Tests.Backtesting;

public sealed class LookAheadAuditTests
{
    private static readonly BacktestSettings Settings = new()
    {
        Rebalance = new RebalanceRule(RebalanceFrequency.Daily),
        Select = Selection.Top(1),
        AuditedDecisions = 100,
    };

    [Fact]
    public void A_signal_made_of_past_prices_passes()
    {
        var data = Prices(12);

        var result = Backtest.Run(Settings, data with { Signals = [Momentum(data)] }, knownAt: date => KnownAt(data, date, Momentum));

        Assert.Equal(result.Decisions.Count, result.AuditedDecisions);
        Assert.Equal(10, result.AuditedDecisions);
    }

    [Fact]
    public void A_signal_that_knows_the_next_price_fails_with_date_and_name()
    {
        var data = Prices(12);

        var error = Assert.Throws<LookAheadException>(
            () => Backtest.Run(Settings, data with { Signals = [Foresight(data)] }, knownAt: date => KnownAt(data, date, Foresight)));

        Assert.Contains(error.Symbol, data.Index.Entities);
        Assert.Equal((1, 0), (error.Weight, error.WeightWithoutFuture));
        Assert.Contains(error.Date, data.Index.Dates);
    }

    [Fact]
    public void A_signal_standardised_over_the_whole_history_fails()
    {
        var data = Prices(40);
        static double[] DemeanedOverAll(BacktestData d) =>
            [.. Enumerable.Range(0, d.Index.Count).SelectMany(e =>
            {
                var series = d.Close.Slice(e * d.Index.Rows, d.Index.Rows).ToArray();
                return series.Select(value => value - series.Average());
            })];

        Assert.Throws<LookAheadException>(
            () => Backtest.Run(Settings, data with { Signals = [DemeanedOverAll(data)] }, knownAt: date => KnownAt(data, date, DemeanedOverAll)));
    }

    [Fact]
    public void A_universe_that_depends_on_when_it_is_asked_fails()
    {
        var data = Prices(12);
        var asked = 0;
        var flaky = data with { Signals = [Momentum(data)], Universe = Universe.Where((_, name) => asked++ < 30 || name == "B") };

        Assert.Throws<LookAheadException>(() => Backtest.Run(Settings, flaky));
    }

    [Fact]
    public void Data_that_does_not_end_on_the_date_of_the_decision_is_refused()
    {
        var data = Prices(12) with { Signals = [Momentum(Prices(12))] };

        Assert.Throws<InvalidOperationException>(() => Backtest.Run(Settings, data, knownAt: _ => data));
    }

    private static BacktestData Prices(int rows)
    {
        var random = new Random(4);
        double[] Walk() => [.. Enumerable.Range(0, rows).Select(_ => 10 + random.NextDouble())];
        return Market.Of(Walk(), Walk(), Walk());
    }

    private static BacktestData KnownAt(BacktestData data, DateOnly date, Func<BacktestData, double[]> signal)
    {
        var rows = data.Index.RowOf(date) + 1;
        var close = Enumerable.Range(0, data.Index.Count).Select(e => data.Close.Slice(e * data.Index.Rows, rows).ToArray());
        var known = new BacktestData(new PanelIndex(data.Index.Dates.Take(rows), data.Index.Entities), Market.Flat([.. close]));
        return known with { Signals = [signal(known)] };
    }

    private static double[] Momentum(BacktestData data) => Change(data, from: -1, to: 0);

    private static double[] Foresight(BacktestData data) => Change(data, from: 0, to: 1);

    /// <summary>Return between two rows relative to each row; where the later one is not known, the earlier close itself.</summary>
    private static double[] Change(BacktestData data, int from, int to)
    {
        var change = new double[data.Close.Length];
        for (var e = 0; e < data.Index.Count; e++)
        {
            var series = data.Close.Span.Slice(e * data.Index.Rows, data.Index.Rows);
            for (var t = 0; t < series.Length; t++)
            {
                change[(e * series.Length) + t] = t + from < 0 ? double.NaN
                    : t + to >= series.Length ? -series[t]
                    : (series[t + to] / series[t + from]) - 1;
            }
        }

        return change;
    }
}
