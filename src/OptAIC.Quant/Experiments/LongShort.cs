namespace OptAIC.Quant.Experiments;

/// <summary>
/// The portfolio that values stand for on their own: on each date the values less their mean, divided by the sum of their absolute values (gross 1,
/// net 0), held to the next row. No costs, no fills: a picture of the values, not a backtest.
/// </summary>
/// <param name="Turnover">Mean of Σ|wₜ − wₜ₋₁| over the rows after the first that has weights; <c>null</c> when there are none.</param>
/// <param name="Cumulative">Per date the compounded return up to it, from 0; empty without closes.</param>
public sealed record LongShort(double? Turnover, IReadOnlyList<double> Cumulative)
{
    /// <summary>The portfolio of values on dates × entities, column-major.</summary>
    /// <param name="values">The values.</param>
    /// <param name="close">Closes on the same axes; empty when there are none.</param>
    /// <param name="rows">Dates.</param>
    /// <param name="entities">Entities.</param>
    public static LongShort Of(ReadOnlySpan<double> values, ReadOnlySpan<double> close, int rows, int entities)
    {
        var (before, now) = (new double[entities], new double[entities]);
        var (traded, changes, hadWeights) = (0.0, 0, false);
        var cumulative = new double[close.IsEmpty ? 0 : rows];
        for (var t = 0; t < rows; t++)
        {
            if (t > 0 && !close.IsEmpty)
            {
                cumulative[t] = ((1 + cumulative[t - 1]) * (1 + Return(before, close, rows, t))) - 1;
            }

            var has = Weigh(values, rows, t, now);
            if (hadWeights)
            {
                changes++;
                for (var e = 0; e < entities; e++)
                {
                    traded += Math.Abs(now[e] - before[e]);
                }
            }

            hadWeights |= has;
            (before, now) = (now, before);
        }

        return new LongShort(changes == 0 ? null : traded / changes, cumulative);
    }

    private static bool Weigh(ReadOnlySpan<double> values, int rows, int t, double[] weights)
    {
        var (sum, count) = (0.0, 0);
        for (var e = 0; e < weights.Length; e++)
        {
            var value = values[(e * rows) + t];
            (sum, count) = double.IsFinite(value) ? (sum + value, count + 1) : (sum, count);
        }

        var gross = 0.0;
        for (var e = 0; e < weights.Length; e++)
        {
            var value = values[(e * rows) + t];
            weights[e] = double.IsFinite(value) ? value - (sum / count) : 0;
            gross += Math.Abs(weights[e]);
        }

        for (var e = 0; e < weights.Length; e++)
        {
            weights[e] = gross > 0 ? weights[e] / gross : 0;
        }

        return gross > 0;
    }

    // A name without a price earns nothing.
    private static double Return(double[] weights, ReadOnlySpan<double> close, int rows, int t)
    {
        var total = 0.0;
        for (var e = 0; e < weights.Length; e++)
        {
            var change = (close[(e * rows) + t] / close[(e * rows) + t - 1]) - 1;
            total += double.IsFinite(change) ? weights[e] * change : 0;
        }

        return total;
    }
}
