using OptAIC.Quant.Panels;

namespace OptAIC.Quant.Contracts;

/// <summary>The weights of one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Weights">Names that are held, in ordinal order, with their weights.</param>
internal sealed record PortfolioBook(DateOnly Date, IReadOnlyList<(string Name, double Weight)> Weights)
{
    /// <summary>Number of names that are held.</summary>
    public int Held => Weights.Count;

    /// <summary>Sum of the weights.</summary>
    public double Net => Weights.Sum(w => w.Weight);

    /// <summary>Sum of the absolute weights.</summary>
    public double Gross => Weights.Sum(w => Math.Abs(w.Weight));

    /// <summary>The dates that have weights, in order. Names with 0 are not held.</summary>
    /// <param name="weights">One column, dates × names.</param>
    public static IEnumerable<PortfolioBook> Of(Panel weights)
    {
        var (index, values) = (weights.Index, weights.Field(weights.Fields.First()));
        for (var t = 0; t < index.Rows; t++)
        {
            var (held, any) = (new List<(string, double)>(), false);
            for (var e = 0; e < index.Count; e++)
            {
                var weight = values.Span[(e * index.Rows) + t];
                any |= !double.IsNaN(weight);
                if (!double.IsNaN(weight) && weight != 0)
                {
                    held.Add((index.Entities[e], weight));
                }
            }

            if (any)
            {
                yield return new(index.Dates[t], held);
            }
        }
    }

    /// <summary>Sum of the absolute changes of all weights from another book to this one.</summary>
    public double TurnoverFrom(PortfolioBook before)
    {
        var then = before.Weights.ToDictionary(w => w.Name, w => w.Weight, StringComparer.Ordinal);
        var now = Weights.ToDictionary(w => w.Name, w => w.Weight, StringComparer.Ordinal);
        return then.Keys.Union(now.Keys).Sum(name => Math.Abs(now.GetValueOrDefault(name) - then.GetValueOrDefault(name)));
    }
}
