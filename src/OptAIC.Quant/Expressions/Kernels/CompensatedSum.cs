using System.Numerics;
using System.Runtime.CompilerServices;

namespace OptAIC.Quant.Expressions.Kernels;

/// <summary>
/// A sum held as an unevaluated pair of doubles, about 106 bits, one per lane: the exact error of each addition (Knuth's
/// TwoSum) is carried along. Vectors only, so that lanes and tails give the same bits.
/// </summary>
internal readonly struct CompensatedSum(Vector<double> hi, Vector<double> lo)
{
    /// <summary>The sum as plain additions give it.</summary>
    public readonly Vector<double> Hi = hi;

    /// <summary>What the additions lost.</summary>
    public readonly Vector<double> Lo = lo;

    /// <summary>The sum, rounded once.</summary>
    public Vector<double> Rounded => Hi + Lo;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompensatedSum operator +(CompensatedSum a, CompensatedSum b)
    {
        var sum = a.Hi + b.Hi;
        var part = sum - a.Hi;
        var error = (a.Hi - (sum - part)) + (b.Hi - part);
        return new CompensatedSum(sum, a.Lo + b.Lo + error);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CompensatedSum operator +(CompensatedSum a, Vector<double> b) => a + new CompensatedSum(b, Vector<double>.Zero);

    /// <summary>This sum less <paramref name="factor"/> × another, without the error that the product alone would bring.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> LessProduct(CompensatedSum other, Vector<double> factor)
    {
        var product = other.Hi * factor;
        var error = Vector.FusedMultiplyAdd(other.Hi, factor, -product);
        return (Hi - product) + (Lo - Vector.FusedMultiplyAdd(other.Lo, factor, error));
    }

    /// <summary>
    /// <paramref name="count"/> times the distance of a value from the mean of that many values with this sum: exactly 0 when all
    /// are equal, since nothing is divided.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<double> ScaledDistance(Vector<double> value, Vector<double> count) =>
        -LessProduct(new CompensatedSum(value, Vector<double>.Zero), count);
}
