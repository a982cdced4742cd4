using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>How much of a portfolio may lie in few names, on every date that has weights. Shares are absolute weights divided by the gross exposure.</summary>
public sealed record ConcentrationRule
{
    /// <summary>Largest share of one name.</summary>
    public double? MaxWeight { get; init; }

    /// <summary>Largest Herfindahl–Hirschman index: the sum of the squared shares.</summary>
    public double? MaxHerfindahl { get; init; }

    /// <summary>Fewest effective names: 1 ÷ the index.</summary>
    public double? MinEffectiveNames { get; init; }

    /// <summary>How many of the largest shares <see cref="MaxTopShare"/> is about.</summary>
    public int TopCount { get; init; } = 10;

    /// <summary>Largest sum of the <see cref="TopCount"/> largest shares.</summary>
    public double? MaxTopShare { get; init; }

    /// <summary>Checks weights.</summary>
    /// <param name="weights">One column, dates × names.</param>
    public ContractCheck Check(Panel weights)
    {
        const double tolerance = 1e-9;
        var (large, index, few, top) = (new WeightHits(), new WeightHits(), new WeightHits(), new WeightHits());
        var @checked = 0L;
        foreach (var book in PortfolioBook.Of(weights).Where(b => b.Gross > 0))
        {
            var (date, gross) = (SampleText.Date(book.Date), book.Gross);
            var shares = book.Weights.Select(w => (w.Name, Share: Math.Abs(w.Weight) / gross)).OrderByDescending(s => s.Share).ToList();
            var herfindahl = shares.Sum(s => s.Share * s.Share);
            var topShare = shares.Take(TopCount).Sum(s => s.Share);
            @checked += shares.Count;
            foreach (var (name, share) in shares.TakeWhile(s => s.Share > MaxWeight + tolerance))
            {
                large.Add($"{date} {name}", share);
            }

            (herfindahl > MaxHerfindahl + tolerance ? index : null)?.Add(date, herfindahl);
            (1 / herfindahl < MinEffectiveNames - tolerance ? few : null)?.Add(date, 1 / herfindahl);
            (topShare > MaxTopShare + tolerance ? top : null)?.Add(date, topShare);
        }

        List<ContractFinding> findings = [];
        large.Report(findings, "weight_concentrated", n => SampleText.Text($"{SampleText.Plural(n, "weight")} over {MaxWeight:R} of the portfolio"));
        index.Report(findings, "herfindahl_above_max", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the Herfindahl index is over {MaxHerfindahl:R}"));
        few.Report(findings, "too_few_effective_names", n => SampleText.Text($"on {SampleText.Plural(n, "date")} there are fewer than {MinEffectiveNames:R} effective names"));
        top.Report(findings, "top_share_above_max", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the {TopCount} largest names are over {MaxTopShare:R} of the portfolio"));
        return new(@checked, findings);
    }
}
