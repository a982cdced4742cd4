namespace OptAIC.Quant.Experiments;

/// <summary>
/// How well values order what follows: the correlation across entities, on each date, of the values with the returns of the next rows, and the mean
/// of those over the dates. Dates with fewer than three pairs, or without spread, do not count (Grinold and Kahn, Active Portfolio Management).
/// </summary>
/// <param name="Horizon">Rows of the return: close[t + h] ÷ close[t] − 1.</param>
/// <param name="Mean">Mean Pearson correlation; <c>null</c> when no date counts.</param>
/// <param name="RankMean">Mean Spearman correlation: of the average ranks.</param>
/// <param name="Dates">Dates that count.</param>
public sealed record InformationCoefficient(int Horizon, double? Mean, double? RankMean, int Dates)
{
    private const int FewestPairs = 3;

    /// <summary>The coefficient of values and closes on the same axes: dates × entities, column-major.</summary>
    public static InformationCoefficient Of(ReadOnlySpan<double> values, ReadOnlySpan<double> close, int rows, int entities, int horizon)
    {
        var (sum, rankSum, dates) = (0.0, 0.0, 0);
        var (x, y) = (new double[entities], new double[entities]);
        for (var t = 0; t + horizon < rows; t++)
        {
            var pairs = 0;
            for (var e = 0; e < entities; e++)
            {
                var at = (e * rows) + t;
                var (value, forward) = (values[at], (close[at + horizon] / close[at]) - 1);
                if (double.IsFinite(value) && double.IsFinite(forward))
                {
                    (x[pairs], y[pairs++]) = (value, forward);
                }
            }

            if (pairs >= FewestPairs && Correlation(x.AsSpan(0, pairs), y.AsSpan(0, pairs)) is { } correlation)
            {
                sum += correlation;
                rankSum += Correlation(Ranks(x.AsSpan(0, pairs)), Ranks(y.AsSpan(0, pairs))) ?? 0;
                dates++;
            }
        }

        return new InformationCoefficient(horizon, dates == 0 ? null : sum / dates, dates == 0 ? null : rankSum / dates, dates);
    }

    private static double? Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (meanX, meanY) = (0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            meanX += x[i] / x.Length;
            meanY += y[i] / y.Length;
        }

        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dy) = (x[i] - meanX, y[i] - meanY);
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : null;
    }

    // Equal values share the mean of their ranks.
    private static double[] Ranks(ReadOnlySpan<double> values)
    {
        var order = Enumerable.Range(0, values.Length).ToArray();
        var sorted = values.ToArray();
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var start = 0; start < sorted.Length;)
        {
            var end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            foreach (var place in order.AsSpan(start, end - start))
            {
                ranks[place] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
