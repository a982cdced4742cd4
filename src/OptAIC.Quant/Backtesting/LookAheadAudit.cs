using OptAIC.Quant.Backtesting.Decisions;
using OptAIC.Quant.Optimizers;

namespace OptAIC.Quant.Backtesting;

/// <summary>Makes a sample of decisions again on data that ends at them, and compares the targets.</summary>
internal sealed class LookAheadAudit(
    BacktestSettings settings, BacktestData data, IPortfolioOptimizer? optimizer, Func<DateOnly, BacktestData>? knownAt)
{
    /// <summary>Weights may differ by rounding, as an optimiser may see its numbers in other places of memory.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>Audits decisions spread evenly over the run, from the last one back; returns how many.</summary>
    public int Run(IReadOnlyList<Decision> decisions, CancellationToken cancellation)
    {
        var count = Math.Min(settings.AuditedDecisions, decisions.Count);
        var decide = count > 0 && knownAt is null ? DecideWithoutFuture(cancellation) : date => DecideAsKnown(date, cancellation);
        for (var k = count; k > 0; k--)
        {
            cancellation.ThrowIfCancellationRequested();
            var decision = decisions[(int)((long)k * decisions.Count / count) - 1];
            Compare(decision, decide(decision.Date));
        }

        return count;
    }

    /// <summary>Decides on copies of the arrays in which all rows after the date are blank; dates must be asked for in descending order.</summary>
    private Func<DateOnly, Decision> DecideWithoutFuture(CancellationToken cancellation)
    {
        var (copy, arrays) = data.CopyForDecisions();
        var maker = new DecisionMaker(settings, copy, optimizer, cancellation);
        var end = data.Index.Rows;
        return date =>
        {
            var row = data.Index.RowOf(date);
            foreach (var array in arrays)
            {
                for (var e = 0; e < data.Index.Count; e++)
                {
                    array.AsSpan((e * data.Index.Rows) + row + 1, end - row - 1).Fill(double.NaN);
                }
            }

            end = row + 1;
            return maker.Decide(row);
        };
    }

    private Decision DecideAsKnown(DateOnly date, CancellationToken cancellation)
    {
        var known = knownAt!(date);
        var last = known.Index.Rows - 1;
        return last >= 0 && known.Index.Dates[last] == date
            ? new DecisionMaker(settings, known, optimizer, cancellation).Decide(last)
            : throw new InvalidOperationException($"the data known on {date:yyyy-MM-dd} must end on that date");
    }

    private static void Compare(Decision decision, Decision again)
    {
        var weights = Weights(decision);
        var weightsAgain = Weights(again);
        foreach (var symbol in weights.Keys.Union(weightsAgain.Keys))
        {
            var (weight, weightAgain) = (weights.GetValueOrDefault(symbol), weightsAgain.GetValueOrDefault(symbol));
            if (Math.Abs(weight - weightAgain) > Tolerance)
            {
                throw new LookAheadException(decision.Date, symbol, weight, weightAgain);
            }
        }
    }

    private static Dictionary<string, double> Weights(Decision decision) =>
        decision.Targets.ToDictionary(target => target.Symbol, target => target.Weight, StringComparer.Ordinal);
}
