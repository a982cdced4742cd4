namespace OptAIC.Quant.Risk;

/// <summary>Losses in the tail of returns, as returns (so negative), from their history.</summary>
/// <param name="ValueAtRisk">The quantile of the returns at 1 less the confidence.</param>
/// <param name="ExpectedShortfall">Mean of the returns at or under the value at risk.</param>
public sealed record TailRisk(double ValueAtRisk, double ExpectedShortfall)
{
    /// <summary>
    /// Historical tail risk. The quantile is of type 7 (Hyndman and Fan 1996): linear between order statistics at (n − 1)p.
    /// </summary>
    /// <param name="returns">At least one return.</param>
    /// <param name="confidence">Confidence, such as 0.95.</param>
    public static TailRisk Historical(ReadOnlySpan<double> returns, double confidence)
    {
        double[] sorted = [.. returns];
        Array.Sort(sorted);
        var position = (sorted.Length - 1) * (1 - confidence);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        var quantile = sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
        var (sum, count) = (0.0, 0);
        foreach (var value in sorted)
        {
            if (value > quantile)
            {
                break;
            }

            sum += value;
            count++;
        }

        return new TailRisk(quantile, count > 0 ? sum / count : quantile);
    }
}
