using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>
/// A sum held as an unevaluated pair of doubles, about 106 bits, one per lane: the exact error of each addition (Knuth's
/// TwoSum) is carried along. Vectors only, so that lanes and tails give the same bits.
/// </summary>
internal readonly struct CompensatedSum(Vector<double> hi, Vector<double> lo)
{
    /// <summary>The sum, rounded to a double.</summary>
    public readonly Vector<double> Hi = hi;

    /// <summary>What <see cref="Hi"/> leaves out, at most half a unit in its last place.</summary>
    public readonly Vector<double> Lo = lo;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompensatedSum operator +(CompensatedSum a, CompensatedSum b)
    {
        var sum = a.Hi + b.Hi;
        var part = sum - a.Hi;
        var error = (a.Hi - (sum - part)) + (b.Hi - part);
        var lo = a.Lo + b.Lo + error;
        var hi = sum + lo;
        return new CompensatedSum(hi, lo - (hi - sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompensatedSum operator +(CompensatedSum a, Vector<double> b) => a + new CompensatedSum(b, Vector<double>.Zero);

    /// <summary>This sum less <paramref name="factor"/> × another, without the error that the product alone would bring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> LessProduct(CompensatedSum other, Vector<double> factor)
    {
        var product = other.Hi * factor;
        var error = Vector.FusedMultiplyAdd(other.Hi, factor, -product) + (other.Lo * factor);
        return (Hi - product) + (Lo - error);
    }

    /// <summary>Distance of a value from the mean of <paramref name="count"/> values with this sum; exactly 0 when all are equal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> Deviation(Vector<double> value, Vector<double> count) =>
        -LessProduct(new CompensatedSum(value, Vector<double>.Zero), count) / count;
}
