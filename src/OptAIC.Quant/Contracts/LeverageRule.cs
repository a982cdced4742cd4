using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>How large the exposures of a portfolio may be, on every date that has weights.</summary>
public sealed record LeverageRule
{
    /// <summary>Largest sum of absolute weights.</summary>
    public double? MaxGross { get; init; }

    /// <summary>Smallest sum of weights.</summary>
    public double? MinNet { get; init; }

    /// <summary>Largest sum of weights.</summary>
    public double? MaxNet { get; init; }

    /// <summary>By how much sums may miss.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Checks weights.</summary>
    /// <param name="weights">One column, dates × names.</param>
    public ContractCheck Check(Panel weights)
    {
        var (gross, low, high) = (new WeightHits(), new WeightHits(), new WeightHits());
        var dates = 0L;
        foreach (var book in PortfolioBook.Of(weights))
        {
            dates++;
            (book.Gross > MaxGross + Tolerance ? gross : null)?.Add(SampleText.Date(book.Date), book.Gross);
            (book.Net < MinNet - Tolerance ? low : book.Net > MaxNet + Tolerance ? high : null)?.Add(SampleText.Date(book.Date), book.Net);
        }

        List<ContractFinding> findings = [];
        gross.Report(findings, "gross_above_max", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the gross exposure is over {MaxGross:R}"));
        low.Report(findings, "net_below_min", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the net exposure is under {MinNet:R}"));
        high.Report(findings, "net_above_max", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the net exposure is over {MaxNet:R}"));
        return new(dates, findings);
    }
}
