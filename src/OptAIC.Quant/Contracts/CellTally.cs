using System.Numerics;
using System.Runtime.InteropServices;

namespace OptAIC.Quant.Contracts;

/// <summary>How many values of a span are missing, beyond bounds or infinite.</summary>
/// <param name="Missing">NaN.</param>
/// <param name="Below">Under the lower bound.</param>
/// <param name="Above">Over the upper bound.</param>
/// <param name="Infinite">Infinite and within the bounds.</param>
internal readonly record struct CellTally(long Missing, long Below, long Above, long Infinite)
{
    /// <summary>Whether nothing was counted.</summary>
    public bool IsEmpty => (Missing | Below | Above | Infinite) == 0;

    public static CellTally operator +(CellTally a, CellTally b) => new(a.Missing + b.Missing, a.Below + b.Below, a.Above + b.Above, a.Infinite + b.Infinite);

    /// <summary>Counts, several lanes at a time: comparisons give −1 per lane that holds, and their sums are the counts.</summary>
    public static CellTally Of(ReadOnlySpan<double> values, double? min, double? max)
    {
        var (low, high) = (min ?? double.NegativeInfinity, max ?? double.PositiveInfinity);
        var lanes = MemoryMarshal.Cast<double, Vector<double>>(values);
        var (missing, below, above, infinite) = (Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero, Vector<long>.Zero);
        var (lows, highs, infinity) = (new Vector<double>(low), new Vector<double>(high), new Vector<double>(double.PositiveInfinity));
        foreach (var lane in lanes)
        {
            var (isBelow, isAbove) = (Vector.LessThan(lane, lows), Vector.GreaterThan(lane, highs));
            missing -= Vector.OnesComplement(Vector.Equals(lane, lane));
            below -= isBelow;
            above -= isAbove;
            infinite -= Vector.AndNot(Vector.Equals(Vector.Abs(lane), infinity), isBelow | isAbove);
        }

        var tally = new CellTally(Vector.Sum(missing), Vector.Sum(below), Vector.Sum(above), Vector.Sum(infinite));
        foreach (var value in values[(lanes.Length * Vector<double>.Count)..])
        {
            tally += One(value, low, high);
        }

        return tally;
    }

    private static CellTally One(double value, double low, double high) =>
        double.IsNaN(value) ? new(1, 0, 0, 0)
        : value < low ? new(0, 1, 0, 0)
        : value > high ? new(0, 0, 1, 0)
        : double.IsInfinity(value) ? new(0, 0, 0, 1)
        : default;
}
