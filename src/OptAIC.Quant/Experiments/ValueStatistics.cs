using OptAIC.Quant.Performance;

namespace OptAIC.Quant.Experiments;

/// <summary>What a set of values looks like. Moments are sample statistics: ddof 1, G₁, excess G₂ (Joanes and Gill 1998).</summary>
/// <param name="Rows">Dates × entities, with a value or without.</param>
/// <param name="Missing">Share of them that have none, 0 to 1.</param>
/// <param name="Mean">Mean; <c>null</c> without values.</param>
/// <param name="Deviation">Standard deviation; <c>null</c> under 2 values.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Greatest value.</param>
/// <param name="Skew">Skewness; <c>null</c> under 3 values, or without spread.</param>
/// <param name="Kurtosis">Excess kurtosis; <c>null</c> under 4 values, or without spread.</param>
public sealed record ValueStatistics(long Rows, double Missing, double? Mean, double? Deviation, double? Minimum, double? Maximum, double? Skew, double? Kurtosis)
{
    /// <summary>Statistics of values; NaN is missing.</summary>
    public static ValueStatistics Of(ReadOnlySpan<double> values)
    {
        var valid = new double[values.Length];
        var count = 0;
        foreach (var value in values)
        {
            if (!double.IsNaN(value))
            {
                valid[count++] = value;
            }
        }

        if (count == 0)
        {
            return new ValueStatistics(values.Length, values.Length == 0 ? 0 : 1, null, null, null, null, null, null);
        }

        Array.Resize(ref valid, count);
        var moments = Moments.Of(valid);
        return new ValueStatistics(
            values.Length, (values.Length - count) / (double)values.Length, moments.Mean, moments.Deviation, valid.Min(), valid.Max(), moments.SampleSkew, moments.SampleExcessKurtosis);
    }
}
