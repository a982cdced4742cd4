namespace OptAIC.Quant.Risk;

/// <summary>A fall of equity from a peak.</summary>
/// <param name="Depth">Lowest equity over the peak, less 1; 0 or negative.</param>
/// <param name="Peak">Date of the peak, the first of equal ones; null when equity never fell.</param>
/// <param name="Trough">Date of the lowest equity.</param>
/// <param name="Recovery">First date after the trough with equity at the peak again; null when there is none yet.</param>
public sealed record Drawdown(double Depth, DateOnly? Peak, DateOnly? Trough, DateOnly? Recovery)
{
    /// <summary>The deepest drawdown, min over t of Eₜ / max over s ≤ t of Eₛ − 1; the starting value counts as a peak.</summary>
    /// <param name="dates">Dates of the rows.</param>
    /// <param name="equity">Equity of the rows, positive.</param>
    public static Drawdown Deepest(IReadOnlyList<DateOnly> dates, ReadOnlySpan<double> equity)
    {
        var (depth, peak, trough, highest) = (0.0, 0, 0, 0);
        for (var t = 0; t < equity.Length; t++)
        {
            highest = equity[t] > equity[highest] ? t : highest;
            if ((equity[t] / equity[highest]) - 1 < depth)
            {
                (depth, peak, trough) = ((equity[t] / equity[highest]) - 1, highest, t);
            }
        }

        if (depth == 0)
        {
            return new Drawdown(0, null, null, null);
        }

        var recovery = trough;
        while (recovery < equity.Length && equity[recovery] < equity[peak])
        {
            recovery++;
        }

        return new Drawdown(depth, dates[peak], dates[trough], recovery < equity.Length ? dates[recovery] : null);
    }

    /// <summary>The drawdown on every row, Eₜ / max over s ≤ t of Eₛ − 1.</summary>
    public static double[] Curve(ReadOnlySpan<double> equity)
    {
        var curve = new double[equity.Length];
        var highest = double.NegativeInfinity;
        for (var t = 0; t < equity.Length; t++)
        {
            highest = Math.Max(highest, equity[t]);
            curve[t] = (equity[t] / highest) - 1;
        }

        return curve;
    }
}
