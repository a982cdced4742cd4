using OptAIC.Quant.Backtesting.Decisions;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Backtesting;

/// <summary>
/// The fixed backtest procedure. On every row, in this order: orders decided on earlier rows fill at the row's prices
/// (sells before buys, names in ordinal order; a name without a price waits); the account is marked at the last known
/// closes; on rebalance rows new targets are decided, which replace all orders that still wait. So nothing decided on a
/// row trades before the next one.
/// </summary>
public static class Backtest
{
    /// <summary>Runs a backtest, audits it for look-ahead and measures it.</summary>
    /// <param name="settings">What varies.</param>
    /// <param name="data">Prices, signals and universe.</param>
    /// <param name="optimizer">Weighs the selected names; null for the weighting rule of the settings.</param>
    /// <param name="knownAt">
    /// For the audit: the data recomputed from what was known at the close of a date, with that date as its last row. Null to
    /// cut <paramref name="data"/> off there, which cannot see a look-ahead inside signals that were computed before.
    /// </param>
    /// <param name="cancellation">Cancels the run.</param>
    /// <exception cref="InvalidBacktestException">Settings are wrong or do not fit the data.</exception>
    /// <exception cref="DecisionFailedException">The optimiser failed on a date.</exception>
    /// <exception cref="LookAheadException">A decision used data from its future.</exception>
    public static BacktestResult Run(
        BacktestSettings settings,
        BacktestData data,
        IPortfolioOptimizer? optimizer = null,
        Func<DateOnly, BacktestData>? knownAt = null,
        CancellationToken cancellation = default)
    {
        if (settings.Validate(data) is { Count: > 0 } problems)
        {
            throw new InvalidBacktestException(problems);
        }

        var range = RowRange.Of(settings, data.Index);
        var journal = new Journal(data.Index, range, settings.Select.Most(data.Index.Count));
        Simulate(settings, data, range, journal, new DecisionMaker(settings, data, optimizer, cancellation), cancellation);
        var audited = new LookAheadAudit(settings, data, optimizer, knownAt).Run(journal.Decisions, cancellation);
        var benchmark = data.Benchmark.IsEmpty ? data.Benchmark : data.Benchmark[range.First..(range.Last + 1)];
        return new BacktestResult
        {
            Equity = journal.Equity,
            Trades = journal.Trades,
            Positions = journal.Positions,
            Decisions = journal.Decisions,
            Benchmark = benchmark,
            Metrics = BacktestMetrics.Of(journal, benchmark, settings.RiskFreeRate),
            AuditedDecisions = audited,
        };
    }

    private static void Simulate(
        BacktestSettings settings, BacktestData data, RowRange range, Journal journal, DecisionMaker maker, CancellationToken cancellation)
    {
        var account = new Account(settings.InitialCash, data.Index.Count);
        var orders = new OrderBook(data.Index.Count);
        var desk = new FillDesk(settings, data, account, orders, journal);
        var decides = settings.Rebalance.RowsOf(data.Index.Dates, range.First, range.Last);
        for (var t = range.First; t <= range.Last; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            desk.Fill(t);
            var closes = new RowView(data.Close.Span, data.Index.Rows, t);
            account.Mark(closes);
            var equity = journal.Close(t, account);
            if (decides[t] && equity <= 0)
            {
                throw new DecisionFailedException(data.Index.Dates[t], new InvalidOperationException("the equity is lost"));
            }

            if (decides[t] && maker.Decide(t) is var decision && (decision.Targets.Count > 0 || journal.Decisions.Count > 0))
            {
                journal.Decisions.Add(decision);
                desk.Order(maker.Weights, equity);
            }
        }
    }
}
