namespace OptAIC.Quant.Optimizers.QuadraticProgramming;

/// <summary>
/// The point nearest to a given one among those within bounds that sum to the budget: clip(y − τ) for the one shift τ at
/// which the sum is right (Brucker 1984, the continuous quadratic knapsack).
/// </summary>
internal static class BoxBudgetProjection
{
    /// <summary>Beyond this shift every clipped sum has reached its end; what is missing then is rounding of the bounds.</summary>
    private const double FarthestShift = 1e15;

    /// <summary>Replaces a point by the nearest one that satisfies bounds and budget, which must be possible.</summary>
    public static void Apply(Span<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double? budget)
    {
        var shift = budget is { } sum ? ShiftFor(point, lower, upper, sum) : 0;
        for (var i = 0; i < point.Length; i++)
        {
            point[i] = Math.Clamp(point[i] - shift, lower[i], upper[i]);
        }
    }

    private static double ShiftFor(ReadOnlySpan<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double budget)
    {
        var (low, high) = Bracket(point, lower, upper, budget);
        while (true)
        {
            var middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return ExactShift(point, lower, upper, budget, middle);
            }

            if (ClippedSum(point, lower, upper, middle) > budget)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }
    }

    private static (double Low, double High) Bracket(ReadOnlySpan<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double budget)
    {
        var (low, high, step) = (0.0, 0.0, 1.0);
        while (ClippedSum(point, lower, upper, low) < budget && low > -FarthestShift)
        {
            (high, low, step) = (low, low - step, step * 2);
        }

        step = 1;
        while (ClippedSum(point, lower, upper, high) > budget && high < FarthestShift)
        {
            (low, high, step) = (high, high + step, step * 2);
        }

        return (low, high);
    }

    /// <summary>Bisection finds which names are clipped; the shift of the others then follows from the budget without rounding noise.</summary>
    private static double ExactShift(ReadOnlySpan<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double budget, double shift)
    {
        var (rest, free) = (-budget, 0);
        for (var i = 0; i < point.Length; i++)
        {
            var shifted = point[i] - shift;
            var moves = shifted > lower[i] && shifted < upper[i];
            free += moves ? 1 : 0;
            rest += moves ? point[i] : Math.Clamp(shifted, lower[i], upper[i]);
        }

        return free > 0 ? rest / free : shift;
    }

    private static double ClippedSum(ReadOnlySpan<double> point, ReadOnlySpan<double> lower, ReadOnlySpan<double> upper, double shift)
    {
        var sum = 0.0;
        for (var i = 0; i < point.Length; i++)
        {
            sum += Math.Clamp(point[i] - shift, lower[i], upper[i]);
        }

        return sum;
    }
}
