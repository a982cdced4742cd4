using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>What the weights of a portfolio may be, on every date that has any. A name without a weight has 0.</summary>
public sealed record WeightsRule
{
    /// <summary>What they sum to; <c>null</c> does not matter.</summary>
    public double? Sum { get; init; } = 1;

    /// <summary>Smallest weight of a name that is held.</summary>
    public double? Min { get; init; }

    /// <summary>Largest weight.</summary>
    public double? Max { get; init; }

    /// <summary>Whether no weight may be negative.</summary>
    public bool LongOnly { get; init; }

    /// <summary>Most names that are held.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>By how much sums and weights may miss.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Checks weights.</summary>
    /// <param name="weights">One column, dates × names.</param>
    public ContractCheck Check(Panel weights)
    {
        var (below, above, sums, many, broken) = (new WeightHits(), new WeightHits(), new WeightHits(), new WeightHits(), new WeightHits());
        var least = LongOnly ? Math.Max(Min ?? 0, 0) : Min;
        var @checked = 0L;
        foreach (var book in PortfolioBook.Of(weights))
        {
            @checked += book.Held;
            if (Sum is { } sum && !(Math.Abs(book.Net - sum) <= Tolerance))
            {
                sums.Add(SampleText.Date(book.Date), book.Net);
            }

            if (book.Held > MaxPositions)
            {
                many.Add(SampleText.Date(book.Date), book.Held);
            }

            foreach (var (name, weight) in book.Weights)
            {
                (double.IsInfinity(weight) ? broken : weight < least - Tolerance ? below : weight > Max + Tolerance ? above : null)?.Add($"{SampleText.Date(book.Date)} {name}", weight);
            }
        }

        List<ContractFinding> findings = [];
        sums.Report(findings, "weights_sum", n => SampleText.Text($"on {SampleText.Plural(n, "date")} the weights do not sum to {Sum} ± {Tolerance:R}"));
        below.Report(findings, LongOnly && !(Min > 0) ? "short_weight" : "weight_below_min", n => SampleText.Text($"{SampleText.Plural(n, "weight")} under {least:R}"));
        above.Report(findings, "weight_above_max", n => SampleText.Text($"{SampleText.Plural(n, "weight")} over {Max:R}"));
        many.Report(findings, "too_many_positions", n => SampleText.Text($"on {SampleText.Plural(n, "date")} more than {MaxPositions} names are held"));
        broken.Report(findings, "infinite_weight", n => SampleText.Text($"{SampleText.Plural(n, "infinite weight")}"));
        return new(@checked, findings);
    }
}
