using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>How much of a portfolio may be exchanged at once: the sum of the absolute changes of its weights (2 when all is sold and bought anew).</summary>
/// <param name="Max">Most.</param>
public sealed record TurnoverRule(double Max)
{
    /// <summary>Checks every date with weights against the one before.</summary>
    /// <param name="weights">One column, dates × names.</param>
    /// <param name="before">Weights before the first date; <c>null</c> when the first date has nothing to be compared with.</param>
    public ContractCheck Check(Panel weights, Panel? before)
    {
        var hits = new WeightHits();
        var previous = before is null ? null : PortfolioBook.Of(before).LastOrDefault();
        var compared = 0L;
        foreach (var book in PortfolioBook.Of(weights))
        {
            if (previous is not null)
            {
                compared++;
                var turnover = book.TurnoverFrom(previous);
                (turnover > Max ? hits : null)?.Add(SampleText.Date(book.Date), turnover);
            }

            previous = book;
        }

        List<ContractFinding> findings = [];
        hits.Report(findings, "turnover_above_max", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the turnover is over {Max:R}"));
        return new(compared, findings);
    }
}
